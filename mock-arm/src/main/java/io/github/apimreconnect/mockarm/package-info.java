/**
 * A mock of the Azure Resource Manager (ARM) endpoint of API Management's "Backend - Reconnect".
 *
 * <p>Start with {@link io.github.apimreconnect.mockarm.MockArm}, or with
 * {@link io.github.apimreconnect.mockarm.MockArmExtension} in JUnit tests. A mock records requests in its
 * {@link io.github.apimreconnect.mockarm.Journal} and responds as its {@link io.github.apimreconnect.mockarm.Script}s
 * say: with a canned answer, a {@link io.github.apimreconnect.mockarm.Fault}, or both.
 */
@NullMarked
package io.github.apimreconnect.mockarm;

import org.jspecify.annotations.NullMarked;
