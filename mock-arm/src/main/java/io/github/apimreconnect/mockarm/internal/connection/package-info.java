/**
 * From sockets to complete requests, and replies back: event loops, TLS, HTTP framing, timeouts, delivery with faults.
 */
@NullMarked
package io.github.apimreconnect.mockarm.internal.connection;

import org.jspecify.annotations.NullMarked;
