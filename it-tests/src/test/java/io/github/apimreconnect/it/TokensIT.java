package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Tokens by Azure Identity, from the mock, for the mock. */
final class TokensIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Pair pair = new Pair(MockArm.builder().auth(Auth.ISSUED));
    private final BackendReconnectAsyncClient client =
            pair.client().credential(pair.clientSecret().build()).buildAsyncClient();

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void aClientSecretCredentialGetsATokenThatIsAccepted() {
        StepVerifier.create(client.reconnect(Pair.SAMPLE)).expectComplete().verify(LIMIT);
        assertThat(pair.mock.journal().entries())
                .extracting(JournalEntry::status)
                .containsExactly(200, 202);
        assertThat(pair.mock.journal().entries().get(0).target())
                .isEqualTo("/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token");
    }

    @Test
    void oneTokenServesManyCalls() {
        StepVerifier.create(Flux.range(0, 100)
                        .flatMap(i -> client.reconnect(Pair.SAMPLE).thenReturn(i), 16)
                        .count())
                .expectNext(100L)
                .expectComplete()
                .verify(LIMIT);
        assertThat(pair.mock.journal().entries())
                .filteredOn(entry -> entry.target().endsWith("/token"))
                .hasSize(1);
    }

    @Test
    void aWrongArgumentAsksForNoToken() {
        StepVerifier.create(client.reconnect(Pair.SAMPLE, Duration.ofSeconds(-1)))
                .expectError(IllegalArgumentException.class)
                .verify(LIMIT);
        assertThat(pair.mock.journal().entries()).isEmpty();
    }
}
