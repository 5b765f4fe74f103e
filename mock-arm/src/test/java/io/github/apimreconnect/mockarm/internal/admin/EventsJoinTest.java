package io.github.apimreconnect.mockarm.internal.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.Requests;
import io.github.apimreconnect.mockarm.internal.admin.StreamReader.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The event stream and the journal together, as a page joins them. */
final class EventsJoinTest {
    private static final int CALLERS = 4;
    private static final int EACH = 1_000;

    @RegisterExtension
    private final MockArmExtension extension = MockArmExtension.of(MockArm::builder);

    private final Map<Long, String> outcomes = new TreeMap<>();
    private MockArm mock;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
    }

    @RepeatedTest(3)
    void everyEntryAndItsEndIsInOneOfTheTwo() throws IOException {
        CompletableFuture<Void> load = load();
        try (StreamReader reader = new StreamReader(mock, "")) {
            reader.next("hello");
            page("");
            follow(reader);
        }
        load.join();
    }

    @RepeatedTest(3)
    void aStreamThatStartsAfterAPageMissesNothing() throws IOException {
        try (StreamReader first = new StreamReader(mock, "")) {
            String hello = first.next("hello").id();
            CompletableFuture<Void> load = load();
            for (int i = 0; i < 20; i++) {
                first.next();
            }
            long last = page("");
            try (StreamReader reader =
                    new StreamReader(mock, "", "Last-Event-ID: " + hello.replaceFirst("-.*", "-" + last))) {
                if (!reader.next("hello").data().path("resumed").asBoolean()) {
                    page("");
                }
                follow(reader);
            }
            load.join();
        }
    }

    @Test
    void theJournalAndTheScriptsHaveTheNumberOfTheLastEvent() throws IOException {
        try (StreamReader reader = new StreamReader(mock, "")) {
            reader.next("hello");
            try (RawConnection raw = RawConnection.plain(mock)) {
                raw.send(Requests.RAW).head();
            }
            Event request = reader.next("request");
            HttpResponse<String> journal = new AdminCaller(mock).get("journal");
            long last = AdminCaller.json(journal).path("lastEvent").asLong();
            assertThat(last).isGreaterThanOrEqualTo(request.number());
            assertThat(journal.headers().firstValueAsLong("x-mock-last-event")).hasValue(last);
            assertThat(new AdminCaller(mock).get("scenarios").headers().firstValueAsLong("x-mock-last-event"))
                    .hasValue(last);
        }
    }

    /** Sends requests over several connections. */
    private CompletableFuture<Void> load() {
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(CompletableFuture.runAsync(this::call, task -> new Thread(task, "calling").start()));
        }
        return CompletableFuture.allOf(callers.toArray(CompletableFuture[]::new));
    }

    private void call() {
        try (RawConnection raw = RawConnection.plain(mock)) {
            for (int sent = 0; sent < EACH; sent += 20) {
                raw.send(Requests.RAW.repeat(20));
                assertThat(raw.answers(20)).isEqualTo(20);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Follows the stream until the end of each request is known; the connection's timeout ends a vain wait. */
    private void follow(StreamReader reader) throws IOException {
        while (outcomes.size() < CALLERS * EACH || outcomes.containsValue("pending")) {
            Event event = reader.next();
            switch (event.name()) {
                case "request" -> note(event.data());
                case "answered" -> note(event.data());
                case "skipped" -> {
                    long from = event.data().path("from").asLong();
                    long to = event.data().path("to").asLong();
                    assertThat(from).isBetween(1L, to);
                    page("?after=" + (from - 1) + "&limit=" + (to - from + 1));
                }
                default -> assertThat(event.name()).isEqualTo("stats");
            }
        }
        assertThat(outcomes.keySet())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, CALLERS * EACH).boxed().collect(Collectors.toList()));
        assertThat(outcomes.values()).containsOnly("sent");
    }

    private void note(JsonNode entry) {
        outcomes.put(entry.path("number").asLong(), entry.path("outcome").asText());
    }

    /** Reads entries of the journal, in as many answers as it takes; returns the number of the first one's last event. */
    private long page(String query) throws IOException {
        JsonNode page = AdminCaller.json(new AdminCaller(mock).send("GET", "journal", query, ""));
        long last = page.path("lastEvent").asLong();
        page.path("entries").forEach(this::note);
        while (page.path("next").asLong() > 0) {
            page = AdminCaller.json(new AdminCaller(mock).send("GET", "journal", "?after=" + page.path("next"), ""));
            page.path("entries").forEach(this::note);
        }
        return last;
    }
}
