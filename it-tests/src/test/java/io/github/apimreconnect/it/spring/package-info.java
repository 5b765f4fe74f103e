/**
 * An application on Spring Boot 4 and WebFlux that reconnects backends, to be copied, and its test.
 *
 * <p>{@code ReconnectConfiguration} has the client as a bean, {@code ReconnectController} the two endpoints.
 */
@NullMarked
package io.github.apimreconnect.it.spring;

import org.jspecify.annotations.NullMarked;
