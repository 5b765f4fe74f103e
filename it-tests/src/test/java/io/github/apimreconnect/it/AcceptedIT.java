package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.Response;
import io.github.apimreconnect.client.BackendReconnectContract;
import io.github.apimreconnect.client.BackendReconnectServiceVersion;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.test.StepVerifier;

final class AcceptedIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Pair pair = new Pair(MockArm.builder());

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void theSampleRequestIsTheGoldenOne() throws IOException {
        StepVerifier.create(pair.client().buildAsyncClient().reconnect(Pair.SAMPLE, Duration.ofSeconds(3)))
                .expectComplete()
                .verify(LIMIT);
        assertThat(onTheWire(pair.mock.journal().last())).isEqualTo(golden());
    }

    @Test
    void withoutADurationThereIsNoBodyOnTheWire() {
        StepVerifier.create(pair.client().buildAsyncClient().reconnect(Pair.SAMPLE))
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
                .reconnectWithResponse(Pair.SAMPLE, new BackendReconnectContract(Duration.ofMinutes(5)))
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
                        pair.client().serviceVersion(version).buildAsyncClient().reconnect(Pair.SAMPLE))
                .expectComplete()
                .verify(LIMIT);
    }

    private static String onTheWire(JournalEntry entry) {
        String headers = entry.headers().entrySet().stream()
                .map(header -> header(header.getKey().toLowerCase(Locale.ROOT), header.getValue()))
                .sorted()
                .collect(Collectors.joining("\n"));
        return entry.method() + " " + entry.target() + "\n" + headers + "\n\n" + entry.body() + "\n";
    }

    /** Names in lower case, as they mean the same in any; what differs from run to run by name, once its form is right. */
    private static String header(String name, String value) {
        return name + ": " + placeholder(name, value);
    }

    private static String placeholder(String name, String value) {
        return switch (name) {
            case "date" -> value.matches("\\w{3}, \\d{2} \\w{3} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT") ? "{date}" : value;
            case "host" -> value.replaceFirst(":\\d+$", ":{port}");
            case "user-agent" ->
                value.matches("azsdk-java-apim-reconnect-client/\\S+ \\(.*\\)") ? "{user-agent}" : value;
            case "x-ms-client-request-id" ->
                value.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? "{uuid}" : value;
            default -> value;
        };
    }

    private static String golden() throws IOException {
        try (InputStream in = AcceptedIT.class.getResourceAsStream("/golden/sample-request.txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
