/** The files of the live page, {@code /_mock/}. */
@NullMarked
package io.github.apimreconnect.mockarm.internal.page;

import org.jspecify.annotations.NullMarked;
