package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.Response;
import io.github.apimreconnect.client.BackendReconnectContract;
import io.github.apimreconnect.client.BackendReconnectServiceVersion;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.test.StepVerifier;

final class AcceptedIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ClientAndMock pair = new ClientAndMock(MockArm.builder());

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void theSampleRequestAndItsAnswerAreTheGoldenOnes() {
        StepVerifier.create(pair.client().buildAsyncClient().reconnect(ClientAndMock.SAMPLE, Duration.ofSeconds(3)))
                .expectComplete()
                .verify(LIMIT);
        Exchange exchange = pair.tap.exchanges().get(0);
        Golden.file("sample-request.txt").check(exchange.request());
        Golden.file("sample-answer.txt").check(exchange.answer());
    }

    @Test
    void withoutADurationThereIsNoBodyOnTheWire() {
        StepVerifier.create(pair.client().buildAsyncClient().reconnect(ClientAndMock.SAMPLE))
                .expectComplete()
                .verify(LIMIT);
        JournalEntry seen = pair.mock.journal().last();
        assertThat(seen.body()).isEmpty();
        assertThat(seen.headers()).doesNotContainKey("Content-Type").containsEntry("Content-Length", "0");
    }

    @Test
    void theResponseHasTheHeadersOfTheService() {
        Response<Void> response = pair.client()
                .buildAsyncClient()
                .reconnectWithResponse(ClientAndMock.SAMPLE, new BackendReconnectContract(Duration.ofMinutes(5)))
                .block(LIMIT);
        assertThat(response).isNotNull();
        assertThat(response.getStatusCode()).isEqualTo(202);
        assertThat(response.getHeaders().getValue(HttpHeaderName.X_MS_REQUEST_ID))
                .isEqualTo(pair.mock.journal().last().requestId());
        assertThat(response.getHeaders()
                        .getValue(HttpHeaderName.fromString("x-ms-ratelimit-remaining-subscription-writes")))
                .isEqualTo("199");
    }

    @ParameterizedTest
    @EnumSource
    void everyServiceVersionIsOneTheMockKnows(BackendReconnectServiceVersion version) {
        StepVerifier.create(
                        pair.client().serviceVersion(version).buildAsyncClient().reconnect(ClientAndMock.SAMPLE))
                .expectComplete()
                .verify(LIMIT);
    }
}
