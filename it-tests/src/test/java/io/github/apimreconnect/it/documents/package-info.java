/**
 * Tests the documents: every command is run exactly as written, every snippet is compiled and run.
 *
 * <p>{@code Document} reads a page, {@code Newcomer} has a copy of the sources and a shell, {@code StandInAzure} is
 * Azure behind the proxy that the operator's command uses.
 */
@NullMarked
package io.github.apimreconnect.it.documents;

import org.jspecify.annotations.NullMarked;
