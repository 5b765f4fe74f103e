/** The mock's live page in a real Chromium, used as a developer would. */
@NullMarked
package io.github.apimreconnect.it.page;

import org.jspecify.annotations.NullMarked;
