package io.github.apimreconnect.mockarm.internal.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.Requests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The event stream of the admin API. */
final class EventsTest {
    private static final String STREAM = "GET /_mock/events HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @RegisterExtension
    private final MockArmExtension extension =
            MockArmExtension.of(() -> MockArm.builder().virtualClock());

    private MockArm mock;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
    }

    @Test
    void eachRequestIsAnEvent() throws IOException {
        try (RawConnection raw = listening()) {
            new Caller(mock).header("x-ms-client-request-id", "call-1").send();
            assertThat(raw.event())
                    .startsWith("event: request\ndata: {\"number\":1,\"arrived\":\"")
                    .contains("\"status\":202", "\"clientRequestId\":\"call-1\"", "\"Authorization\":\"***\"");
        }
    }

    @Test
    void aLongEventIsWithoutTheBodyWhichTheJournalHas() throws IOException {
        try (RawConnection raw = listening()) {
            new Caller(mock).json("{\"x\":\"" + "y".repeat(100_000) + "\"}").send();
            assertThat(raw.event())
                    .startsWith("event: request\ndata: {\"number\":1,")
                    .doesNotContain("\"body\"")
                    .hasSizeLessThan(2_000);
            assertThat(mock.journal().last().body()).hasSizeGreaterThan(100_000);
        }
    }

    @Test
    void moreReadersThanThereMayBeAreRefused() throws IOException {
        List<RawConnection> readers = new ArrayList<>();
        try (RawConnection oneMore = RawConnection.plain(mock)) {
            for (int i = 0; i < Events.MAX_READERS; i++) {
                readers.add(listening());
            }
            assertThat(oneMore.send(STREAM).head()).startsWith("HTTP/1.1 503");
        } finally {
            for (RawConnection reader : readers) {
                reader.close();
            }
        }
    }

    @Test
    void theClockIsAnEvent() throws IOException {
        try (RawConnection raw = listening()) {
            new Caller(mock)
                    .path("/_mock/clock")
                    .query("")
                    .json("{\"advance\":\"PT2M\"}")
                    .send();
            assertThat(raw.event()).startsWith("event: clock\ndata: {\"now\":\"");
        }
    }

    @Test
    void aReaderThatDoesNotReadMissesEventsAndHoldsNobodyUp() throws IOException {
        try (RawConnection lazy = listening();
                RawConnection caller = RawConnection.plain(mock)) {
            String request = Requests.raw("x-filler: " + "x".repeat(12_000) + "\r\n");
            for (int i = 0; i < 1_000; i++) {
                assertThat(caller.send(request).head()).startsWith("HTTP/1.1 202");
            }
            assertThat(mock.journal().count()).isEqualTo(1_000);
            assertThat(lazy.hearUntilQuiet().text().split("event: request", -1).length - 1)
                    .as("what the sockets' buffers hold, and no more")
                    .isBetween(1, 999);
        }
    }

    @Test
    void aReaderThatHasGoneIsForgotten() throws IOException {
        listening().close();
        for (int i = 0; i < 2000 && connections() > 1; i++) {
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(new Caller(mock).send().statusCode()).isEqualTo(202);
    }

    private int connections() {
        String stats = new Caller(mock)
                .method("GET")
                .path("/_mock/stats")
                .query("")
                .send()
                .body();
        return Integer.parseInt(stats.replaceAll(".*\"connections\":(\\d+).*", "$1"));
    }

    private RawConnection listening() throws IOException {
        RawConnection raw = RawConnection.plain(mock);
        assertThat(raw.send(STREAM).head())
                .startsWith("HTTP/1.1 200 OK")
                .contains("Content-Type: text/event-stream", "Cache-Control: no-store")
                .doesNotContain("Content-Length");
        assertThat(raw.event()).isEqualTo(": alive");
        return raw;
    }
}
