/** Replies, ARM's headers, and refusals, which canned answers turn into replies. */
@NullMarked
package io.github.apimreconnect.mockarm.internal.reply;

import org.jspecify.annotations.NullMarked;
