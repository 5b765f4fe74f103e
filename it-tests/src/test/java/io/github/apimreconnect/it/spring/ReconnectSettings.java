package io.github.apimreconnect.it.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The application's properties, {@code reconnect.*}.
 *
 * @param endpoint where to send the calls, such as a mock; null for Azure's public cloud
 * @param totalTimeout how long one call may take, with its retries
 */
@ConfigurationProperties("reconnect")
record ReconnectSettings(
        @Nullable String endpoint, @DefaultValue("3m") Duration totalTimeout) {}
