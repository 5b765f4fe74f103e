/**
 * A mock of the Azure Resource Manager (ARM) endpoint of API Management's "Backend - Reconnect".
 *
 * <p>Reading order, which is the order of a request: {@link io.github.apimreconnect.mockarm.MockArm} (start, and one
 * line a step), {@code Listener} (sockets, TLS, limits), {@code ArmRequest} and {@code ArmPath} (what came),
 * {@code Checks} with {@code Contract}, {@code Tokens} and {@code Throttle} (what is refused),
 * {@link io.github.apimreconnect.mockarm.Journal}, {@code Reply}.
 */
@NullMarked
package io.github.apimreconnect.mockarm;

import org.jspecify.annotations.NullMarked;
