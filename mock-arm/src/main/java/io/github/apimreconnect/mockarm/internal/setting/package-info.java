/** Errors in settings, in the user's terms. */
@NullMarked
package io.github.apimreconnect.mockarm.internal.setting;

import org.jspecify.annotations.NullMarked;
