/** Requests as ARM parses them: paths, queries, durations, JSON. */
@NullMarked
package io.github.apimreconnect.mockarm.internal.arm;

import org.jspecify.annotations.NullMarked;
