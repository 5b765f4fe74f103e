/**
 * The operator's command: one reconnect, or those of a fleet, from a shell. It is the client's first user and uses only
 * its public API. Its dependencies (picocli, azure-identity, progressbar) are optional, so users of the library do not
 * get them.
 *
 * <p>Reading order: {@code ReconnectMain} (the options and the call), {@code Arguments} (their variables),
 * {@code Target} and {@code Connection} (what they mean), {@code SingleCommand} (one call), {@code CommandTransport},
 * {@code Proxy} and {@code Trust} (how servers are reached), {@code RetryLines} and {@code Interruption} (output during
 * the call), {@code Problem}, {@code NetworkCause} and {@code Advice} (what went wrong, and what to do about it),
 * {@code Report} (the output).
 *
 * <p>A fleet: {@code FleetArguments} (its options), {@code FleetCommand} (the run), {@code FleetFile} and
 * {@code ResultsFile} (what is read and recorded), {@code FleetStop} (signals), {@code FleetMeter} and
 * {@code FleetProgress} (output during the run), {@code Verdict} and {@code FleetReport} (the end).
 */
@NullMarked
package io.github.apimreconnect.client.command;

import org.jspecify.annotations.NullMarked;
