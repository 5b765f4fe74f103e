/**
 * The operator's command: one reconnect from a shell. It is the client's first user and uses only its public API. Its
 * dependencies (picocli, azure-identity) are optional, so users of the library do not get them.
 *
 * <p>Reading order: {@code ReconnectMain} (the options and the call), {@code Target} and {@code Connection} (what they
 * mean), {@code CommandTransport}, {@code Proxy} and {@code Trust} (how servers are reached), {@code RetryLines} and
 * {@code Interruption} (output during the call), {@code Problem}, {@code NetworkCause} and {@code Advice} (what went
 * wrong, and what to do about it), {@code Report} (the output).
 */
@NullMarked
package io.github.apimreconnect.client.command;

import org.jspecify.annotations.NullMarked;
