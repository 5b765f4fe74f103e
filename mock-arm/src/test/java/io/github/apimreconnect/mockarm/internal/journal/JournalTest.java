package io.github.apimreconnect.mockarm.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.JournalFilter;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.arm.ArmPath;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.PlainStep;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JournalTest {
    @Test
    void pastItsCapacityTheOldestAreDroppedAndCounted() {
        RequestJournal journal = new RequestJournal(3);
        for (int i = 0; i < 5; i++) {
            journal.write(entry("/" + i, new byte[0], i), Entries.REPLY);
        }
        assertThat(journal.retained()).extracting(JournalEntry::target).containsExactly("/2", "/3", "/4");
        assertThat(journal.dropped()).isEqualTo(2);
        assertThat(journal.count()).isEqualTo(5);
    }

    @Test
    void pastItsBytesTheOldestAreDroppedAndCounted() {
        RequestJournal journal = new RequestJournal(1000, 64L * ArmRequest.MAX_BODY);
        for (int i = 0; i < 100; i++) {
            journal.write(entry("/subscriptions/" + i, new byte[ArmRequest.MAX_BODY], i), Entries.REPLY);
        }
        assertThat(journal.retained()).hasSizeBetween(50, 64);
        assertThat(journal.dropped()).isEqualTo(100 - journal.retained().size());
    }

    @Test
    void whatWouldNeedADroppedEntryFailsAndSaysSo() {
        RequestJournal journal = new RequestJournal(1);
        journal.write(entry("/a", new byte[0], 1), Entries.REPLY);
        assertThat(journal.entries()).hasSize(1);
        journal.write(entry("/b", new byte[0], 2), Entries.REPLY);
        assertThatIllegalStateException().isThrownBy(journal::entries).withMessageContaining("has dropped 1 of 2");
        assertThatIllegalStateException()
                .isThrownBy(() -> journal.entries(JournalFilter.ALL.since(Instant.ofEpochSecond(1))));
        assertThatIllegalStateException().isThrownBy(() -> journal.await(2, Duration.ofSeconds(1)));
        assertThat(journal.entries(JournalFilter.ALL.since(Instant.ofEpochSecond(2))))
                .hasSize(1);
        assertThat(journal.last().target()).isEqualTo("/b");
    }

    @Test
    void aClockThatGoesBackHidesNoDroppedEntryFromSince() {
        RequestJournal journal = new RequestJournal(2);
        journal.write(entry("/late", new byte[0], 9), Entries.REPLY);
        journal.write(entry("/early", new byte[0], 1), Entries.REPLY);
        journal.write(entry("/b", new byte[0], 2), Entries.REPLY);
        journal.write(entry("/c", new byte[0], 10), Entries.REPLY);
        // /early was dropped last, but the filter would match /late.
        assertThatIllegalStateException()
                .isThrownBy(() -> journal.entries(JournalFilter.ALL.since(Instant.ofEpochSecond(5))));
        assertThat(journal.entries(JournalFilter.ALL.since(Instant.ofEpochSecond(10))))
                .hasSize(1);
    }

    @Test
    void aReasonWeighsWhatItTakes() {
        ArmRequest request = request("/x", new DefaultHttpHeaders(), new byte[0], 0);
        RecordedRequest without = Entries.of(request, 400, PlainStep.PLAIN, null);
        RecordedRequest with =
                Entries.of(request, 400, PlainStep.PLAIN, new RefusedException("names", "x", "r".repeat(1_000)));
        assertThat(with.weight() - without.weight()).isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void aReasonThatHoldsWhatACallerSentIsShortened() {
        assertThat(new RefusedException("names", "x", "r".repeat(100_000)).reason())
                .hasSizeLessThan(1_100);
    }

    @Test
    void entriesAreNumberedAsTheyWereWritten() {
        RequestJournal journal = new RequestJournal(2);
        for (int i = 0; i < 3; i++) {
            journal.write(entry("/" + i, new byte[0], i), Entries.REPLY);
        }
        assertThat(journal.retained()).extracting(JournalEntry::number).containsExactly(2L, 3L);
        journal.clear();
        journal.write(entry("/again", new byte[0], 4), Entries.REPLY);
        assertThat(journal.last().number()).isEqualTo(1);
    }

    @Test
    void filtersNarrowWhatIsReturned() {
        RequestJournal journal = new RequestJournal(10);
        String proxy = Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "Proxy-1");
        journal.write(entry(proxy, new byte[0], 1), Entries.REPLY);
        journal.write(entry(Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "other"), new byte[0], 2), Entries.REPLY);
        assertThat(journal.entries(JournalFilter.ALL.backend("proxy*"))).hasSize(1);
        assertThat(journal.entries(JournalFilter.ALL.backend("proxy"))).isEmpty();
        assertThat(journal.entries(JournalFilter.ALL.since(Instant.ofEpochSecond(2))))
                .extracting(JournalEntry::backend)
                .containsExactly("other");
        assertThat(journal.entries(JournalFilter.ALL.status(202))).hasSize(2);
        assertThat(journal.entries(JournalFilter.ALL.status(404))).isEmpty();
        assertThat(journal.entries(JournalFilter.ALL.clientRequestId("id-2"))).hasSize(1);
    }

    @Test
    void filtersByMethodRefusalStepAndOutcome() {
        RequestJournal journal = new RequestJournal(10);
        journal.write(entry("/plain", new byte[0], 1), Entries.REPLY);
        ArmRequest request = request("/x", new DefaultHttpHeaders(), new byte[0], 2);
        journal.write(
                Entries.of(request, 400, PlainStep.PLAIN, new RefusedException("api-version", "x", "old")),
                Entries.REPLY);
        RecordedRequest scripted = Entries.of(request, 409, Step.parse("service-locked+delay:2s"), null);
        journal.write(scripted, Entries.REPLY);
        scripted.end(JournalEntry.Outcome.SENT);
        assertThat(numbers(journal, JournalFilter.ALL.method("post"))).containsExactly(1L, 2L, 3L);
        assertThat(numbers(journal, JournalFilter.ALL.method("GET"))).isEmpty();
        assertThat(numbers(journal, JournalFilter.ALL.refusedBy("*"))).containsExactly(2L);
        assertThat(numbers(journal, JournalFilter.ALL.refusedBy("api-*"))).containsExactly(2L);
        assertThat(numbers(journal, JournalFilter.ALL.refusedBy("names"))).isEmpty();
        assertThat(numbers(journal, JournalFilter.ALL.scripted("*"))).containsExactly(3L);
        assertThat(numbers(journal, JournalFilter.ALL.scripted("service-locked+delay:2s")))
                .containsExactly(3L);
        assertThat(numbers(journal, JournalFilter.ALL.scripted("reset*"))).isEmpty();
        assertThat(numbers(journal, JournalFilter.ALL.outcome(JournalEntry.Outcome.SENT)))
                .containsExactly(3L);
        assertThat(numbers(journal, JournalFilter.ALL.outcome(JournalEntry.Outcome.PENDING)))
                .containsExactly(1L, 2L);
    }

    @Test
    void aFilterKeepsWhatItHadAndShowsWhatIsSet() {
        assertThat(JournalFilter.ALL).hasToString("JournalFilter[]");
        assertThat(JournalFilter.ALL
                        .backend("b*")
                        .status(202)
                        .clientRequestId("id")
                        .since(Instant.EPOCH)
                        .method("POST")
                        .refusedBy("*")
                        .scripted("reset")
                        .outcome(JournalEntry.Outcome.CUT))
                .isEqualTo(new JournalFilter(
                        "b*", 202, "id", Instant.EPOCH, "POST", "*", "reset", JournalEntry.Outcome.CUT))
                .hasToString("JournalFilter[backend=b*, status=202, clientRequestId=id, since=1970-01-01T00:00:00Z,"
                        + " method=POST, refusedBy=*, scripted=reset, outcome=CUT]");
    }

    @Test
    void matchingRequestsAreCounted() {
        RequestJournal journal = new RequestJournal(2);
        journal.write(entry("/a", new byte[0], 1), Entries.REPLY);
        journal.write(entry("/b", new byte[0], 2), Entries.REPLY);
        assertThat(journal.count(JournalFilter.ALL.clientRequestId("id-1"))).isEqualTo(1);
        journal.write(entry("/c", new byte[0], 3), Entries.REPLY);
        assertThat(journal.count(JournalFilter.ALL)).isEqualTo(3);
        assertThatIllegalStateException()
                .isThrownBy(() -> journal.count(JournalFilter.ALL.clientRequestId("id-1")))
                .withMessageContaining("has dropped 1 of 3");
    }

    @Test
    void awaitWaitsForRequestsThatMatch() throws Exception {
        RequestJournal journal = new RequestJournal(10);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 5; i++) {
                journal.write(entry("/" + i, new byte[0], i), Entries.REPLY);
            }
        });
        assertThat(journal.await(JournalFilter.ALL.clientRequestId("id-4"), 1, Duration.ofSeconds(10)))
                .extracting(JournalEntry::target)
                .containsExactly("/4");
        writer.get();
    }

    @Test
    void awaitSaysWhatMatchedAndWhatArrivedBeforeTheTimeout() {
        RequestJournal journal = new RequestJournal(10);
        journal.write(entry("/a", new byte[0], 1), Entries.REPLY);
        assertThatIllegalStateException()
                .isThrownBy(() -> journal.await(JournalFilter.ALL.status(404), 1, Duration.ofMillis(1)))
                .withMessage("0 of 1 requests that match JournalFilter[status=404] arrived within PT0.001S:"
                        + " [POST /a -> 202]");
    }

    @Test
    void aTimeoutCanBeAsLongAsADurationCan() throws Exception {
        RequestJournal journal = new RequestJournal(1);
        journal.write(entry("/a", new byte[0], 1), Entries.REPLY);
        assertThat(journal.await(1, ChronoUnit.FOREVER.getDuration())).hasSize(1);
    }

    @Test
    void anOutcomeCannotBeAwaited() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestJournal(1)
                        .await(JournalFilter.ALL.outcome(JournalEntry.Outcome.SENT), 1, Duration.ZERO))
                .withMessageContaining("'outcome'");
    }

    @Test
    void awaitReturnsOnceTheRequestsHaveArrived() throws Exception {
        RequestJournal journal = new RequestJournal(10);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            journal.write(entry("/a", new byte[0], 1), Entries.REPLY);
            journal.write(entry("/b", new byte[0], 2), Entries.REPLY);
        });
        assertThat(journal.await(2, Duration.ofSeconds(10))).hasSize(2);
        writer.get();
    }

    @Test
    void awaitSaysHowManyArrivedBeforeTheTimeout() {
        RequestJournal journal = new RequestJournal(10);
        journal.write(entry("/a", new byte[0], 1), Entries.REPLY);
        assertThatIllegalStateException()
                .isThrownBy(() -> journal.await(2, Duration.ofMillis(1)))
                .withMessageContaining("1 of 2 requests arrived within PT0.001S");
    }

    @Test
    void anEmptyJournalHasNoLastEntryAndSaysSo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new RequestJournal(1).last())
                .withMessage("The journal is empty: no request was received");
    }

    @Test
    void aRefusedRequestSaysWhichCheckRefusedItAndWhy() {
        RecordedRequest entry = Entries.of(
                request("/x", new DefaultHttpHeaders(), new byte[0], 0),
                400,
                PlainStep.PLAIN,
                new RefusedException("names", "validation-error", "too long"));
        assertThat(entry.refusedBy()).isEqualTo("names");
        assertThat(entry.reason()).isEqualTo("too long");
        assertThat(entry).hasToString("POST /x -> 400 (names)");
    }

    @Test
    void theJournalReadsWellInAssertions() {
        try (MockArm mock = MockArm.start()) {
            new Caller(mock).json("{\"properties\":{\"after\":\"PT3S\"}}").send();
            new Caller(mock).json("{").send();
            assertThat(mock.journal().entries())
                    .extracting(JournalEntry::backend, JournalEntry::status, JournalEntry::refusedBy)
                    .containsExactly(tuple("b1", 202, null), tuple("b1", 400, "json"));
            assertThat(mock.journal().entries(JournalFilter.ALL.status(202)))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.body()).contains("PT3S"))
                    .hasToString(
                            "POST " + Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "b1") + Caller.QUERY + " -> 202");
        }
    }

    @Test
    void anEntryIsPendingUntilItsAnswerHasEnded() {
        RecordedRequest entry = entry("/x", new byte[0], 0);
        assertThat(entry.outcome()).isEqualTo(JournalEntry.Outcome.PENDING);
        assertThat(entry.took()).isNull();
        entry.end(JournalEntry.Outcome.SENT);
        assertThat(entry.outcome()).isEqualTo(JournalEntry.Outcome.SENT);
        assertThat(entry.took()).isPositive();
    }

    @Test
    void anEntryIsOneShortLineWithoutControlCharacters() {
        RecordedRequest entry = entry("/\u001b[2J\u202e" + "x".repeat(8000), new byte[0], 0);
        assertThat(entry.toString())
                .startsWith("POST /\\u001b[2J")
                .endsWith("x... -> 202")
                .hasSizeLessThan(500);
    }

    @Test
    void secretsInHeadersAreMaskedAndRepeatedHeadersJoined() {
        HttpHeaders headers = new DefaultHttpHeaders()
                .add("Authorization", "Bearer s3cr3t")
                .add("Cookie", "s3cr3t")
                .add("Cookie", "another")
                .add("X-Twice", "1")
                .add("x-twice", "2");
        RecordedRequest entry = Entries.of(request("/x", headers, new byte[0], 0), 202, PlainStep.PLAIN, null);
        assertThat(entry.headers())
                .containsEntry("authorization", "***")
                .containsEntry("cookie", "***")
                .containsEntry("x-twice", "1, 2");
    }

    @ParameterizedTest
    @CsvSource({
        "/x?access_token=s&a=b, /x?access_token=***&a=b",
        "/x?a=b&client_secret=s, /x?a=b&client_secret=***",
        "/x?sig=s&code=s, /x?sig=***&code=***",
        "/x?design=d&barcode=b, /x?design=d&barcode=b",
        "http://user:s@localhost/x, http://***@localhost/x",
        "//user:s@localhost/x, //***@localhost/x",
        "aZ09+-.://user:s@localhost/x, aZ09+-.://***@localhost/x",
        "9a://user:s@localhost/x, 9a://user:s@localhost/x",
        "a_b://user:s@localhost/x, a_b://user:s@localhost/x",
        "http//user:s@localhost/x, http//user:s@localhost/x",
        "http://localhost/x@y, http://localhost/x@y",
        "http://localhost/x?y=//a@b, http://localhost/x?y=//a@b",
        "user:s@localhost:443, ***@localhost:443",
        "/x/user:s@localhost, /x/user:s@localhost",
    })
    void secretsInTheTargetAreMasked(String sent, String shown) {
        assertThat(entry(sent, new byte[0], 0).target()).isEqualTo(shown);
    }

    private static List<Long> numbers(RequestJournal journal, JournalFilter filter) {
        return journal.entries(filter).stream().map(JournalEntry::number).toList();
    }

    private static RecordedRequest entry(String target, byte[] body, int second) {
        HttpHeaders headers = new DefaultHttpHeaders().add("x-ms-client-request-id", "id-" + second);
        return Entries.of(request(target, headers, body, second), 202, PlainStep.PLAIN, null);
    }

    private static ArmRequest request(String target, HttpHeaders headers, byte[] body, int second) {
        return new ArmRequest(
                Instant.ofEpochSecond(second),
                "POST",
                target,
                ArmPath.of(target),
                "",
                headers,
                body,
                false,
                "https://localhost:1");
    }
}
