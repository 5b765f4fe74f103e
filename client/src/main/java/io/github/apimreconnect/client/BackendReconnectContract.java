package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.BadArgument.badArgument;

import com.azure.core.annotation.Immutable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a reconnect request. The REST page also lists {@code id}, {@code name} and {@code type}; they are
 * read-only there, so they are never sent.
 *
 * <pre>{@code
 * BackendReconnectContract inFiveMinutes = new BackendReconnectContract(Duration.ofMinutes(5));
 * StepVerifier.create(client.reconnectWithResponse(backend, inFiveMinutes))
 *         .assertNext(response -> assertThat(response.getStatusCode()).isEqualTo(202))
 *         .verifyComplete();
 * }</pre>
 *
 * @param after how long the gateways wait before they reconnect, sent as ISO 8601 ({@code PT3S}); zero or more. Null
 *     leaves it to the service, which then waits 2 minutes. The REST page gives 2 minutes as the minimum but 3 seconds
 *     in its own sample, so no minimum is enforced here
 * @see <a href="https://learn.microsoft.com/rest/api/apimanagement/backend/reconnect">Backend - Reconnect</a>
 */
@Immutable
public record BackendReconnectContract(@Nullable Duration after) {
    /**
     * Checks the duration.
     *
     * @param after how long the gateways wait, zero or more, or null
     * @throws IllegalArgumentException if {@code after} is negative
     */
    public BackendReconnectContract {
        if (after != null && after.isNegative()) {
            throw badArgument("after", "must not be negative", after);
        }
    }
}
