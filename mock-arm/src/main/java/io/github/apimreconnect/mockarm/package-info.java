/**
 * A mock of the Azure Resource Manager (ARM) endpoint of API Management's "Backend - Reconnect".
 *
 * <p>Most tests need nine types:
 *
 * <ul>
 *   <li>{@link io.github.apimreconnect.mockarm.MockArm} is a running mock. JUnit tests get one from
 *       {@link io.github.apimreconnect.mockarm.MockArmExtension}, others from
 *       {@link io.github.apimreconnect.mockarm.MockArmBuilder}, which has its settings, such as
 *       {@link io.github.apimreconnect.mockarm.Auth}.
 *   <li>{@link io.github.apimreconnect.mockarm.Step} names an answer to serve instead of the 202, a
 *       {@link io.github.apimreconnect.mockarm.Fault} or both, for requests in a
 *       {@link io.github.apimreconnect.mockarm.Scope}.
 *   <li>{@link io.github.apimreconnect.mockarm.Journal} has a {@link io.github.apimreconnect.mockarm.JournalEntry} for
 *       each request received.
 * </ul>
 *
 * <p>The others serve one purpose each: {@link io.github.apimreconnect.mockarm.Script} cancels steps,
 * {@link io.github.apimreconnect.mockarm.InlineStep} has an answer that is not canned,
 * {@link io.github.apimreconnect.mockarm.Latency} is how long a delay takes,
 * {@link io.github.apimreconnect.mockarm.ConnectionFault} strikes before any request,
 * {@link io.github.apimreconnect.mockarm.JournalFilter} selects entries, {@link io.github.apimreconnect.mockarm.Reconnects}
 * and {@link io.github.apimreconnect.mockarm.Reconnect} show what was accepted and when it is due, and
 * {@link io.github.apimreconnect.mockarm.MockClock} is advanced by hand.
 */
@NullMarked
package io.github.apimreconnect.mockarm;

import org.jspecify.annotations.NullMarked;
