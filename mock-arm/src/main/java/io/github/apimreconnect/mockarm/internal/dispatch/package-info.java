/** The alternatives to the 202: scripts, random faults and canned answers. */
@NullMarked
package io.github.apimreconnect.mockarm.internal.dispatch;

import org.jspecify.annotations.NullMarked;
