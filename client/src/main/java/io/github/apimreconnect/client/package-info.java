/**
 * A non-blocking client for one Azure Resource Manager operation, API Management's "Backend - Reconnect".
 *
 * <p>Reading order, following a call: {@link io.github.apimreconnect.client.BackendReconnectAsyncClient},
 * {@code ReconnectCall} (the request), {@code ReconnectPipeline} (the policies in order), {@code ReconnectRetryPolicy}
 * with {@code RetrySchedule} and {@code ReconnectAttempts} (whether to retry), {@code TokenPolicy} with {@code Tokens},
 * {@code ReconnectDrainPolicy} (next to the transport), {@code ReconnectTransport}, {@code ReconnectReply} (what the
 * response means), {@link io.github.apimreconnect.client.BackendReconnectException}.
 *
 * <p>What is reported of a call: {@code ReconnectSpan} and {@code ReconnectMeters}, which measures to a
 * {@code MeterSink}: {@code MicrometerSink} if the options are
 * {@link io.github.apimreconnect.client.MicrometerMetricsOptions}, or else {@code AzureSink}. The parts of the
 * transport: {@code HostNames} (lookups that do not block), {@code ProxiedTransport}, {@code ConnectionPools} (their
 * sizes, for the metrics) and {@code RequiredNetty} (the check for a Netty that is too old).
 *
 * <p>A fleet: {@code Fleet} (what is subscribed to), {@code FleetRun} (one run: its slots, calls and outcomes) with
 * {@code FleetTurns} and {@code FleetAlarm} (its events), {@code FleetInput} and {@code FleetOutput} (backpressure),
 * {@code FleetLanes} and {@code FleetLane} (whose turn it is), {@code WriteBudget} (how many writes ARM allows),
 * {@code FleetCall}, through which {@code ReconnectRetryPolicy} asks for each further attempt ({@code AttemptGate}),
 * {@code CallDeadline}.
 */
@NullMarked
package io.github.apimreconnect.client;

import org.jspecify.annotations.NullMarked;
