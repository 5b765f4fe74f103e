package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.RetryCalls.LIMIT;
import static io.github.apimreconnect.client.RetryCalls.client;
import static io.github.apimreconnect.client.RetryCalls.verify;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaderName;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.publisher.Mono;

/** What is retried, and after which wait. Virtual time is shared by all threads, so these tests run alone. */
@Isolated
final class RetriesTest {
    private final Script script = new Script();
    private final CannedTransport transport = new CannedTransport(script);

    @Test
    void aTransientAnswerIsRetriedAfterItsWaitAndThenAccepted() {
        script.then(429, "Retry-After", "17").then(202);
        verify(client(transport))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(17))
                .thenAwait(Duration.ofMillis(400))
                .expectComplete()
                .verify(LIMIT);
        assertThat(transport.sent).hasSize(2);
    }

    @Test
    void noAttemptIsMadeBeforeTheWaitIsOver() {
        script.then(503, "x-ms-retry-after-ms", "5000").then(202);
        verify(client(transport))
                .thenAwait(Duration.ofMillis(5399))
                .then(() -> assertThat(transport.sent).hasSize(1))
                .thenAwait(Duration.ofMillis(1))
                .then(() -> assertThat(transport.sent).hasSize(2))
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void aRetryAfterDateIsReadByTheInjectedClock() {
        script.then(503, "Retry-After", "Sun, 22 Nov 2026 10:01:00 GMT").then(202);
        verify(client(transport))
                .thenAwait(Duration.ofSeconds(60))
                .then(() -> assertThat(transport.sent).hasSize(1))
                .thenAwait(Duration.ofSeconds(1))
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void everyAttemptHasTheSameClientRequestId() {
        script.then(503).then(503).then(202);
        verify(client(transport))
                .thenAwait(Duration.ofMinutes(1))
                .expectComplete()
                .verify(LIMIT);
        assertThat(transport.sent)
                .hasSize(3)
                .extracting(request -> request.getHeaders().getValue(HttpHeaderName.X_MS_CLIENT_REQUEST_ID))
                .containsOnly(transport.sent.get(0).getHeaders().getValue(HttpHeaderName.X_MS_CLIENT_REQUEST_ID));
    }

    @Test
    void everyAttemptHasADate() {
        script.then(503).then(202);
        verify(client(transport))
                .thenAwait(Duration.ofMinutes(1))
                .expectComplete()
                .verify(LIMIT);
        assertThat(transport.sent)
                .hasSize(2)
                .extracting(request -> request.getHeaders().getValue(HttpHeaderName.DATE))
                .doesNotContainNull();
    }

    @Test
    void theNumberOfAttemptsIsExactUnderAnyMixture() {
        script.then(503)
                .fail(new IOException("reset"))
                .then(429, "Retry-After", "1")
                .fail(new TimeoutException())
                .then(500)
                .then(202);
        verify(client(transport))
                .thenAwait(Duration.ofMinutes(2))
                .expectErrorSatisfies(e -> {
                    assertThat(((BackendReconnectException) e).getAttempts()).isEqualTo(5);
                    assertThat(e).hasMessageEndingWith(", 5 attempts)");
                })
                .verify(LIMIT);
        assertThat(transport.sent).hasSize(5);
    }

    @Test
    void aRefusalIsNotRetried() {
        script.then(404).then(202);
        verify(client(transport)).expectError(BackendReconnectException.class).verify(LIMIT);
        assertThat(transport.sent).hasSize(1);
    }

    @Test
    void aCertificateThatIsNotTrustedIsNotRetried() {
        SSLHandshakeException untrusted = new SSLHandshakeException("untrusted");
        untrusted.initCause(new CertificateException("no path"));
        script.fail(untrusted).then(202);
        verify(client(transport)).expectError(SSLHandshakeException.class).verify(LIMIT);
        assertThat(transport.sent).hasSize(1);
    }

    @Test
    void aTokenThatCannotBeHadIsNotRetried() {
        int[] asked = new int[1];
        BackendReconnectClientBuilder builder = client(transport)
                .credential(request -> Mono.error(() -> {
                    asked[0]++;
                    return new ClientAuthenticationException("no such app", null);
                }));
        verify(builder)
                .thenAwait(Duration.ofSeconds(1))
                .expectError(ClientAuthenticationException.class)
                .verify(LIMIT);
        assertThat(asked[0]).isEqualTo(1);
        assertThat(transport.sent).isEmpty();
    }
}
