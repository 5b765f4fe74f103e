package io.github.apimreconnect.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.client.BackendReconnectException;
import io.github.apimreconnect.it.PackagedMock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days of the mock's clock, in seconds of real time. */
final class ClockLoadIT {
    private static final BackendId BACKEND =
            BackendId.of("0f8fad5b-d9cb-469f-a165-70867728950e", "rg1", "apimService1", "proxybackend");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int CAPACITY = 10;
    private static final int DAYS = Scale.current().days();

    @TempDir
    private Path folder;

    @Test
    void eachDayRefillsAnEmptyBucketAndNoMoreThanThat() throws Exception {
        try (PackagedMock mock = new PackagedMock(folder, "--clock", "virtual", "--throttle", CAPACITY + "/1");
                LoadClient transport = new LoadClient(mock.endpoint(), mock.authority(), LIMIT)) {
            BackendReconnectAsyncClient client = transport
                    .builder()
                    .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1))))
                    .buildAsyncClient();
            for (int day = 0; day < DAYS; day++) {
                assertThat(acceptedUntilThrottled(client)).as("day %d", day).isEqualTo(CAPACITY);
                assertThat(advance(mock.httpEndpoint(), Duration.ofDays(1))).isEqualTo(200);
            }
            new Report("Clock")
                    .line("%d days, %,d calls accepted.", DAYS, DAYS * CAPACITY)
                    .write();
        }
    }

    private static int acceptedUntilThrottled(BackendReconnectAsyncClient client) {
        for (int accepted = 0; accepted <= CAPACITY; accepted++) {
            try {
                client.reconnect(BACKEND).block(LIMIT);
            } catch (BackendReconnectException e) {
                assertThat(e.getStatusCode()).isEqualTo(429);
                return accepted;
            }
        }
        return CAPACITY + 1;
    }

    /** Advances the mock's clock, and returns the status. */
    private static int advance(URI endpoint, Duration by) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/_mock/clock"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"advance\":\"" + by + "\"}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
