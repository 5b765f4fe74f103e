/** The pair under load: how fast, for how long, through which faults, and what is left behind. */
@NullMarked
package io.github.apimreconnect.it.load;

import org.jspecify.annotations.NullMarked;
