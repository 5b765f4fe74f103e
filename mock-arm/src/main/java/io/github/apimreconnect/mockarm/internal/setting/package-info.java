/** Errors in settings, in the user's terms, and the files that settings name. */
@NullMarked
package io.github.apimreconnect.mockarm.internal.setting;

import org.jspecify.annotations.NullMarked;
