/**
 * The operator's command: one reconnect from a shell. It is the client's first user and uses only what is public there.
 * Its dependencies (picocli, azure-identity) are optional, so who uses the library does not get them.
 *
 * <p>Reading order: {@code ReconnectMain} (the options), {@code Target} and {@code Connection} (what they mean),
 * {@code Report} (what is printed), {@code Advice} (what to do next).
 */
@NullMarked
package io.github.apimreconnect.client.command;

import org.jspecify.annotations.NullMarked;
