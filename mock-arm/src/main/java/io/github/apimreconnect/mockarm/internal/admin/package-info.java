/** The admin API under {@code /_mock}. */
@NullMarked
package io.github.apimreconnect.mockarm.internal.admin;

import org.jspecify.annotations.NullMarked;
