/**
 * Compares ARM with the mock: sends the documented cases to both, and prints where the answers differ. {@code
 * LiveMain} starts it; a request goes through {@code LiveCases}, {@code LiveRun}, {@code Comparison} and {@code
 * Report}.
 */
@NullMarked
package io.github.apimreconnect.it.live;

import org.jspecify.annotations.NullMarked;
