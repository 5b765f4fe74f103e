/**
 * A non-blocking client for one Azure Resource Manager operation, "Backend - Reconnect" of API Management.
 *
 * <p>Reading order, which is the order of a call: {@link io.github.apimreconnect.client.BackendReconnectAsyncClient},
 * {@code ReconnectCall} (the request), {@code ReconnectPipeline} (the policies), {@code ReconnectLoop} and {@code
 * ReconnectRetry} (again, or not), {@code TokenPolicy} and {@code Tokens}, {@code ReconnectWire} (the policy nearest the wire), {@code ReconnectTransport},
 * {@code ReconnectReply} (what the answer means),
 * {@link io.github.apimreconnect.client.BackendReconnectException}.
 */
@NullMarked
package io.github.apimreconnect.client;

import org.jspecify.annotations.NullMarked;
