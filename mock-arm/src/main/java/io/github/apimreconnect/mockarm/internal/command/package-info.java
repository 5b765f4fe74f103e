/** The command line. */
@NullMarked
package io.github.apimreconnect.mockarm.internal.command;

import org.jspecify.annotations.NullMarked;
