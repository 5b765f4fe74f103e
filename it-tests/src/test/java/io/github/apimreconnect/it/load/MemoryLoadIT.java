package io.github.apimreconnect.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.it.PackagedMock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small heap, and callers whose requests would fill it: the mock must keep serving. */
final class MemoryLoadIT {
    private static final String HEAP = "-Xmx256m";
    private static final int CONNECTIONS = 4;
    private static final int BODIES = Scale.current().bodies();
    private static final int TOKENS = Scale.current().tokens();
    private static final int BODY = 1_000_000;
    /** The longest name that Jackson accepts. */
    private static final int NAME = 49_000;

    private static final String PATH =
            "POST /subscriptions/0f8fad5b-d9cb-469f-a165-70867728950e/resourceGroups/rg1/providers"
                    + "/Microsoft.ApiManagement/service/apimService1/backends/proxybackend/reconnect"
                    + "?api-version=2023-05-01-preview HTTP/1.1\r\nHost: localhost\r\n";

    @TempDir
    private Path folder;

    @Test
    void manyLargeBodiesLeaveTheMockServing() throws Exception {
        try (PackagedMock mock = PackagedMock.with(folder, HEAP)) {
            long start = System.nanoTime();
            assertThat(Pipeline.accepted(mock.endpoint().getPort(), CONNECTIONS, BODIES, MemoryLoadIT::largeBody))
                    .isEqualTo(BODIES);
            report("Large bodies", BODIES, "bodies of 1 MB", start);
            assertServes(mock, BODIES);
        }
    }

    @Test
    void manyTokensLeaveTheMockServing() throws Exception {
        // With these limits buckets never refill, so each must be kept or evicted.
        try (PackagedMock mock = PackagedMock.with(folder, HEAP, "--throttle", "999999/1", "--clock", "virtual")) {
            long start = System.nanoTime();
            assertThat(Pipeline.accepted(mock.endpoint().getPort(), CONNECTIONS, TOKENS, MemoryLoadIT::token))
                    .isEqualTo(TOKENS);
            report("Tokens", TOKENS, "distinct tokens", start);
            assertServes(mock, TOKENS);
        }
    }

    /** Every other body is one long text; the others have long, unique names. */
    private static byte[] largeBody(int number) {
        StringBuilder body = new StringBuilder(BODY + 100).append("{\"properties\":{\"after\":\"PT2M\"}");
        if (number % 2 == 0) {
            body.append(",\"x\":\"").append("x".repeat(BODY)).append('"');
        }
        for (int name = 0; body.length() < BODY; name++) {
            body.append(",\"")
                    .append(number)
                    .append('-')
                    .append(name)
                    .append("k".repeat(NAME))
                    .append("\":1");
        }
        byte[] bytes = body.append('}').toString().getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream request = new ByteArrayOutputStream(bytes.length + 500);
        request.writeBytes((PATH + "Authorization: Bearer any\r\nContent-Type: application/json\r\nContent-Length: "
                        + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(bytes);
        return request.toByteArray();
    }

    private static byte[] token(int number) {
        return (PATH + "Authorization: Bearer token-" + number + "\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void report(String title, int count, String what, long start) throws IOException {
        double seconds = (System.nanoTime() - start) / 1e9;
        new Report(title)
                .line("%,d %s with %s: %.1f seconds, all accepted.", count, what, HEAP, seconds)
                .write();
    }

    private static void assertServes(PackagedMock mock, int requests) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        for (String page : List.of("journal?limit=10", "journal?retained=true", "reconnects", "scenarios", "health")) {
            assertThat(page(client, mock, page).statusCode()).as(page).isEqualTo(200);
        }
        assertThat(page(client, mock, "stats").body()).contains("\"statuses\":{\"202\":" + requests + "}");
        assertThat(Pipeline.accepted(mock.endpoint().getPort(), 1, 1, MemoryLoadIT::token))
                .isEqualTo(1);
        assertThat(mock.errors()).isEmpty();
    }

    private static HttpResponse<String> page(HttpClient client, PackagedMock mock, String page) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(mock.httpEndpoint().resolve("/_mock/" + page))
                .timeout(Duration.ofSeconds(30))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
