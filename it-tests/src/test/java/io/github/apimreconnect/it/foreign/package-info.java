/**
 * Tests the mock with clients in other languages: the recipes of its README exactly as written, and scripts of what those
 * clients ask for besides.
 *
 * <p>{@code Recipe} reads the README, {@code Tools} installs the clients, {@code Workplace} runs a script without a way
 * out of this machine, {@code Journal} has the requests that arrived.
 */
@NullMarked
package io.github.apimreconnect.it.foreign;

import org.jspecify.annotations.NullMarked;
