package io.github.apimreconnect.mockarm.internal.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.Eventually;
import io.github.apimreconnect.mockarm.Heard;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.Parts;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.Requests;
import io.github.apimreconnect.mockarm.internal.journal.Arrivals;
import io.github.apimreconnect.mockarm.internal.journal.Entries;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to the journal's pages that wait for others. */
@ExtendWith(MockArmExtension.class)
final class AwaitTest {
    private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\n";
    private static final String LAST = "GET /_mock/health" + HEAD + "Connection: close\r\n\r\n";

    private MockArm mock;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
    }

    @Test
    void theAnswerComesWithTheLastRequestThatIsAwaited() throws IOException {
        try (RawConnection waiting = waiting("GET", "/count?await=2&status=202&timeout=60s", "")) {
            new Caller(mock).send();
            new Caller(mock).json("{").send();
            assertThat(arrivals().count()).as("one of them matches").isEqualTo(1);
            new Caller(mock).send();
            assertThat(waiting.head()).startsWith("HTTP/1.1 200");
            assertThat(waiting.read(11)).isEqualTo("{\"count\":2}");
        }
        Eventually.isTrue(() -> arrivals().count() == 0);
    }

    @Test
    void theJournalItselfCanBeAwaited() throws IOException {
        new Caller(mock).send();
        try (RawConnection waiting = waiting("GET", "?await=1&after=1&timeout=60s", "Connection: close\r\n")) {
            new Caller(mock).header("x-ms-client-request-id", "awaited").send();
            assertThat(waiting.hear().text())
                    .startsWith("HTTP/1.1 200")
                    .contains("{\"count\":2,\"dropped\":0,\"lastEvent\":0,\"entries\":[{\"number\":2,")
                    .contains("\"clientRequestId\":\"awaited\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/count"})
    void whatHasArrivedAlreadyIsNotAwaited(String page) throws IOException {
        new Caller(mock).send();
        List<RawConnection> others = waitingOthers(Arrivals.MOST);
        try (RawConnection one = RawConnection.plain(mock)) {
            assertThat(one.send("GET /_mock/journal" + page + "?await=1&backend=b*" + HEAD + "\r\n")
                            .head())
                    .as("even if as many wait as may")
                    .startsWith("HTTP/1.1 200");
        } finally {
            close(others);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "?await=2&timeout=1ms, '{\"error\":\"1 of 2 matching requests arrived within PT0.001S\",\"count\":1,\"dropped\":0,\"lastEvent\":0,\"entries\":[{'",
        "/count?await=2&timeout=0s, '{\"error\":\"1 of 2 matching requests arrived within PT0S\",\"count\":1}'",
    })
    void onTimeoutTheAnswerIsAnErrorWithWhatThereIs(String query, String body) throws IOException {
        new Caller(mock).send();
        try (RawConnection raw = RawConnection.plain(mock)) {
            raw.send("GET /_mock/journal" + query + HEAD + "Connection: close\r\n\r\n");
            assertThat(raw.hear().text())
                    .startsWith("HTTP/1.1 412 Precondition Failed")
                    .contains("\r\n\r\n" + body);
        }
    }

    @Test
    void aRequestAfterOneThatWaitsIsAnsweredAfterIt() throws Exception {
        try (RawConnection raw = RawConnection.plain(mock)) {
            raw.send("GET /_mock/journal/count?await=1&timeout=60s" + HEAD + "\r\n" + "GET /_mock/journal/count" + HEAD
                    + "\r\n" + LAST);
            Eventually.isTrue(() -> arrivals().count() == 1);
            new Caller(mock).send();
            assertThat(Heard.answers(raw.hear().text()))
                    .extracting(Heard.Answer::body)
                    .containsExactly("{\"count\":1}", "{\"count\":1}", "{\"status\":\"UP\"}");
        }
    }

    @Test
    void headWaitsLikeGet() throws IOException {
        try (RawConnection waiting = waiting("HEAD", "/count?await=1&timeout=60s", "Connection: close\r\n")) {
            new Caller(mock).send();
            assertThat(waiting.hear().text())
                    .startsWith("HTTP/1.1 200")
                    .contains("Content-Length: 11\r\n")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void aTlsConnectionAlsoContinues() throws IOException {
        try (RawConnection tls = RawConnection.tls(mock)) {
            tls.send("GET /_mock/journal/count?await=1&timeout=60s" + HEAD + "\r\n");
            Eventually.isTrue(() -> arrivals().count() == 1);
            new Caller(mock).send();
            assertThat(tls.head()).startsWith("HTTP/1.1 200");
            assertThat(tls.read(11)).isEqualTo("{\"count\":1}");
            assertThat(tls.send(LAST).hear().text()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aClientThatDisconnectsIsForgotten() throws IOException {
        waiting("GET", "?await=1&timeout=60s", "").close();
        Eventually.isTrue(() -> arrivals().count() == 0
                && Parts.of(mock).connections().inFlight().count() == 0);
        assertThat(new Caller(mock).send().statusCode()).isEqualTo(202);
    }

    @Test
    void aClientThatStopsSendingMayBeGoneSoItIsForgotten() throws IOException {
        try (RawConnection waiting = waiting("GET", "?await=1&timeout=60s", "")) {
            assertThat(waiting.endInput().hear().text()).isEmpty();
        }
        Eventually.isTrue(() -> arrivals().count() == 0);
    }

    @ParameterizedTest
    @CsvSource({"POST, reset", "DELETE, journal"})
    void onceTheJournalIsClearedOnlyLaterRequestsCount(String method, String page) throws IOException {
        try (RawConnection waiting = waiting("GET", "/count?await=2&backend=b1&timeout=60s", "")) {
            new Caller(mock).method("GET").path("/elsewhere").send();
            new Caller(mock).send();
            new Caller(mock).method(method).path("/_mock/" + page).query("").send();
            new Caller(mock).send();
            assertThat(arrivals().count()).isEqualTo(1);
            new Caller(mock).send();
            assertThat(waiting.head()).startsWith("HTTP/1.1 200");
            assertThat(mock.journal().count()).isEqualTo(2);
        }
    }

    @Test
    void aMockThatClosesAnswersRequestsThatWait() throws IOException {
        MockArm closing = MockArm.builder().drainTimeout(Duration.ofMinutes(5)).start();
        try (RawConnection raw = RawConnection.plain(closing)) {
            raw.send("GET /_mock/journal?await=1&timeout=60s" + HEAD + "\r\n");
            Eventually.isTrue(() -> arrivals(closing).count() == 1);
            closing.close();
            assertThat(raw.hear().text())
                    .startsWith("HTTP/1.1 503")
                    .contains("Connection: close")
                    .endsWith("{\"error\":\"The mock is closing\"}");
        }
    }

    @Test
    void aMockThatIsClosingDoesNotBeginToWait() throws IOException {
        MockArm closing = MockArm.builder().drainTimeout(Duration.ofMinutes(5)).start();
        try (RawConnection raw = RawConnection.plain(closing)) {
            raw.send("GET /_mock/journal?await=1&time");
            Eventually.isTrue(() -> Parts.of(closing).connections().open().size() == 1);
            CompletableFuture<Void> closed =
                    CompletableFuture.runAsync(closing::close, task -> new Thread(task, "closing").start());
            Eventually.isTrue(() -> Parts.of(closing).connections().inFlight().count() == 1);
            raw.send("out=60s" + HEAD + "\r\n");
            assertThat(raw.hear().text()).startsWith("HTTP/1.1 503");
            closed.join();
        }
    }

    @Test
    void requestsThatArriveFasterThanTheyAreExaminedAllCount() throws IOException {
        try (RawConnection waiting = waiting("GET", "/count?await=3000&status=202&timeout=60s", "");
                RawConnection caller = RawConnection.plain(mock)) {
            CompletableFuture<Void> sent = caller.sendInBackground(Requests.RAW.repeat(3_000));
            assertThat(caller.answers(3_000)).isEqualTo(3_000);
            assertThat(waiting.head()).startsWith("HTTP/1.1 200");
            sent.join();
        }
    }

    @Test
    void aCountHasNoLimit() {
        try (MockArm large = MockArm.builder().journal(30_000).start()) {
            for (int i = 0; i < 25_000; i++) {
                Parts.of(large)
                        .memory()
                        .journal()
                        .write(Entries.accepted(i % 5 == 0 ? "a" : "b", new byte[0], i), Entries.REPLY);
            }
            AdminCaller admin = new AdminCaller(large);
            assertThat(admin.send("GET", "journal/count", "?backend=a", "").body())
                    .isEqualTo("{\"count\":5000}");
            assertThat(admin.send("GET", "journal/count", "?backend=b&after=24990&await=1", "")
                            .body())
                    .isEqualTo("{\"count\":8}");
        }
    }

    private RawConnection waiting(String method, String query, String headers) throws IOException {
        int before = arrivals().count();
        RawConnection raw = RawConnection.plain(mock);
        raw.send(method + " /_mock/journal" + query + HEAD + headers + "\r\n");
        Eventually.isTrue(() -> arrivals().count() == before + 1);
        return raw;
    }

    private List<RawConnection> waitingOthers(int count) throws IOException {
        List<RawConnection> others = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            others.add(waiting("GET", "?await=1000&timeout=60s", ""));
        }
        return others;
    }

    private static void close(List<RawConnection> all) throws IOException {
        for (RawConnection one : all) {
            one.close();
        }
    }

    private Arrivals arrivals() {
        return arrivals(mock);
    }

    private static Arrivals arrivals(MockArm of) {
        return Parts.of(of).memory().journal().arrivals();
    }
}
