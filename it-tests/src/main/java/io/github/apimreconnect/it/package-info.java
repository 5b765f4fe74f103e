/** Client and mock together: {@link io.github.apimreconnect.it.Demo} shows them at work, and tests verify it. */
@NullMarked
package io.github.apimreconnect.it;

import org.jspecify.annotations.NullMarked;
