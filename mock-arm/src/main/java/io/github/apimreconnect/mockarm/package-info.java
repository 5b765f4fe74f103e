/**
 * A mock of the Azure Resource Manager (ARM) endpoint of API Management's "Backend - Reconnect".
 *
 * <p>Reading order, which is the order of a request: {@link io.github.apimreconnect.mockarm.MockArm} (start and close),
 * {@code Listener} and {@code Connection} (sockets, TLS, limits, one request at a time), {@code ArmRequest} (what came),
 * {@code ArmService} (what happens to it, one line a step), {@code Checks} with {@code Contract}, {@code TokenCheck},
 * {@code Throttle} and {@code World} (what is refused), {@code Scenario} with {@code CannedAnswers} (what is served
 * instead of the 202), {@link io.github.apimreconnect.mockarm.Journal}, {@code Reply} and {@code Delivery} (what goes out,
 * with its {@link io.github.apimreconnect.mockarm.Fault}). {@code Admin} is beside that, under {@code /_mock}.
 */
@NullMarked
package io.github.apimreconnect.mockarm;

import org.jspecify.annotations.NullMarked;
