/** Client and mock together: {@link io.github.apimreconnect.it.Demo} shows them at work, and the tests hold them to it. */
@NullMarked
package io.github.apimreconnect.it;

import org.jspecify.annotations.NullMarked;
