/** The image of the mock, without a container engine: only in {@code -Pimage}, except for the tests of its files. */
@NullMarked
package io.github.apimreconnect.it.image;

import org.jspecify.annotations.NullMarked;
