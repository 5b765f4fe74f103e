package io.github.apimreconnect.mockarm.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.dispatch.PendingScript;
import io.github.apimreconnect.mockarm.internal.event.ReaderByHand.Told;
import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The event stream without sockets: what each reader gets, and what is kept for it. */
final class EventStreamTest {
    private final StreamByHand by = new StreamByHand();

    @AfterEach
    void close() {
        by.close();
    }

    private static long[] numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).toArray();
    }

    @Test
    void aReaderThatComesBackGetsEachEventSinceOnce() {
        ReaderByHand cut = by.reader(null);
        by.answeredRequests(10);
        by.ticks(1);
        List<Told> told = cut.told();
        assertThat(ReaderByHand.entries(told)).containsExactly(numbers(1, 10));
        cut.cut();
        by.answeredRequests(500);
        by.dispatcher.add(Scope.ANY, List.of(Step.answer("service-locked")), 1);
        by.answeredRequests(500);
        ReaderByHand back = by.reader(cut.lastId());
        by.ticks(20);
        List<Told> since = back.told();
        assertThat(since.get(0).data().path("resumed").asBoolean()).isTrue();
        assertThat(ReaderByHand.entries(since)).containsExactly(numbers(11, 1010));
        assertThat(since).extracting(Told::id).doesNotHaveDuplicates();
        assertThat(ReaderByHand.names(since)).containsOnlyOnce("script").doesNotContain("skipped");
    }

    @Test
    void anIdOfAnotherMockOrOfTheFutureIsNotResumed() {
        ReaderByHand reader = by.reader(null);
        String id = reader.told().get(0).id();
        assertThat(isResumed(id)).isTrue();
        assertThat(isResumed("00000000" + id.substring(8))).isFalse();
        assertThat(isResumed(id.substring(0, 9) + "999999")).isFalse();
    }

    private boolean isResumed(String had) {
        return by.reader(had).told().get(0).data().path("resumed").asBoolean();
    }

    @Test
    void anIdAfterWhichEventsAreGoneIsNotResumed() {
        ReaderByHand reader = by.reader(null);
        String id = reader.told().get(0).id();
        by.answeredRequests(2048);
        assertThat(isResumed(id)).isTrue();
        by.answeredRequests(1);
        assertThat(isResumed(id)).isFalse();
    }

    @Test
    void aBurstIsSentInPartsOfAHundred() {
        ReaderByHand reader = by.reader(null);
        reader.told();
        by.answeredRequests(250);
        by.ticks(1);
        assertThat(ReaderByHand.entries(reader.told())).containsExactly(numbers(1, 100));
        by.ticks(2);
        assertThat(ReaderByHand.entries(reader.told())).containsExactly(numbers(101, 250));
    }

    @Test
    void oneFlushHasALimitInBytes() {
        ReaderByHand reader = by.reader(null);
        reader.text();
        for (int i = 0; i < 20; i++) {
            by.end(by.request("y".repeat(50_000)));
        }
        by.ticks(1);
        assertThat(reader.text()).hasSizeBetween(200_000, 256 * 1024);
    }

    @Test
    void whatABurstPushesOutIsSkippedByNumber() {
        ReaderByHand reader = by.reader(null);
        by.answeredRequests(10);
        by.ticks(1);
        reader.told();
        by.answeredRequests(5000);
        by.ticks(100);
        List<Told> told = reader.told();
        assertThat(told.get(0).name()).isEqualTo("skipped");
        assertThat(told.get(0).data().toString()).isEqualTo("{\"from\":11,\"to\":2962}");
        assertThat(ReaderByHand.entries(told)).containsExactly(numbers(2963, 5010));
        assertThat(ReaderByHand.names(told)).containsOnlyOnce("skipped");
    }

    @Test
    void theLostEndOfAnEntrySentBeforeIsAlsoSkipped() {
        ReaderByHand reader = by.reader(null);
        by.answeredRequests(6);
        RecordedRequest pending = by.request();
        by.answeredRequests(10);
        by.ticks(1);
        reader.told();
        by.end(pending);
        by.answeredRequests(3000);
        by.ticks(1);
        assertThat(reader.told().get(0).data().path("from").asLong()).isEqualTo(7);
    }

    @Test
    void aReaderThatDoesNotReadCostsOneFlushAndIsToldWhatItMissed() {
        ReaderByHand lazy = by.reader(null);
        ReaderByHand other = by.reader(null);
        lazy.told();
        lazy.stopReading();
        List<Told> others = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            by.answeredRequests(50);
            by.ticks(1);
            others.addAll(other.told());
            assertThat(lazy.waiting()).isLessThan(100_000);
        }
        assertThat(ReaderByHand.entries(others)).containsExactly(numbers(1, 10_000));
        lazy.readAgain();
        by.ticks(100);
        List<Told> told = lazy.told();
        assertThat(ReaderByHand.entries(told.subList(0, 50))).containsExactly(numbers(1, 50));
        assertThat(told.get(50).data().toString()).isEqualTo("{\"from\":51,\"to\":7952}");
        assertThat(ReaderByHand.entries(told.subList(51, told.size()))).containsExactly(numbers(7953, 10_000));
    }

    @Test
    void fewAreSentWhileEventsAreOverwrittenBeforeTheyAreSent() {
        ReaderByHand reader = by.reader(null);
        reader.told();
        by.answeredRequests(3_000);
        by.ticks(1);
        assertThat(ReaderByHand.entries(reader.told())).hasSize(EventWriter.MOST_OF_TOO_MANY);
        by.ticks(1);
        assertThat(ReaderByHand.entries(reader.told())).hasSize(EventWriter.MOST_REQUESTS);
    }

    @Test
    void readersAtOnePlaceGetTheSameBytes() {
        List<ReaderByHand> readers = new ArrayList<>();
        for (int i = 0; i < EventStream.MAX_READERS; i++) {
            readers.add(by.reader(null));
            readers.get(i).text();
        }
        assertThat(by.reader(null).channel().isOpen()).isFalse();
        by.answeredRequests(30);
        by.ticks(1);
        String first = readers.get(0).text();
        assertThat(first).contains("\"number\":30,");
        assertThat(readers.subList(1, readers.size()))
                .allMatch(reader -> reader.text().equals(first));
    }

    @Test
    void readersAtManyPlacesAllCatchUp() {
        List<ReaderByHand> readers = new ArrayList<>();
        readers.add(by.reader(null));
        String id = readers.get(0).told().get(0).id();
        for (int i = 1; i < 20; i++) {
            by.answeredRequests(1);
            readers.add(by.reader(id.substring(0, 9) + (Long.parseLong(id.substring(9)) + i)));
        }
        by.ticks(20);
        for (ReaderByHand reader : readers) {
            List<Told> told = reader.told();
            assertThat(told.get(told.size() - 1).entry()).isEqualTo(19);
        }
    }

    @Test
    void aClearedJournalDropsWhatWasNotSentYet() {
        ReaderByHand reader = by.reader(null);
        reader.told();
        by.answeredRequests(6000);
        by.journal.clear();
        RecordedRequest first = by.request();
        by.ticks(1);
        List<Told> told = reader.told();
        assertThat(ReaderByHand.names(told)).containsExactly("journal-cleared", "request");
        assertThat(told.get(1).entry()).isEqualTo(first.number()).isOne();
    }

    @Test
    void anEndOfAClearedEntryIsNotThatOfAnother() {
        ReaderByHand reader = by.reader(null);
        reader.told();
        RecordedRequest old = by.request();
        by.journal.clear();
        by.request();
        by.ticks(1);
        assertThat(ReaderByHand.names(reader.told())).containsExactly("journal-cleared", "request");
        by.end(old);
        by.ticks(1);
        assertThat(reader.told()).isEmpty();
    }

    @Test
    void aResetForgetsScriptsAndRequestsBeforeIt() {
        ReaderByHand reader = by.reader(null);
        reader.told();
        by.dispatcher.add(Scope.ANY, List.of(Step.answer("service-locked")), 1);
        by.answeredRequests(5);
        by.dispatcher.clear(() -> by.journal.clear(by.log::reset));
        by.answeredRequests(1);
        by.ticks(1);
        List<Told> told = reader.told();
        assertThat(ReaderByHand.names(told)).containsExactly("reset", "request");
        assertThat(told.get(1).entry()).isOne();
    }

    @Test
    void aResetKeepsTheTimeOfAClockAdvancedJustBeforeIt() {
        ReaderByHand reader = by.reader(null);
        reader.told();
        by.log.told("clock", "{\"now\":1}");
        by.log.told("clock", "{\"now\":2}");
        by.log.reset();
        by.ticks(1);
        List<Told> told = reader.told();
        assertThat(ReaderByHand.names(told)).containsExactly("clock", "reset");
        assertThat(told.get(0).data().path("now").asInt()).isEqualTo(2);
    }

    @Test
    void anEventIsMeasuredInBytes() {
        ReaderByHand reader = by.reader(null);
        reader.told();
        by.request("\u4e2d".repeat(14_000) + "\"".repeat(20_000));
        by.request("\u4e2d".repeat(14_000) + "\"".repeat(5_000));
        by.ticks(1);
        assertThat(reader.told())
                .extracting(request -> request.data().has("body"))
                .containsExactly(false, true);
    }

    @Test
    void theUsesOfAScriptWithinOneFlushAreOneEvent() {
        PendingScript script = by.dispatcher.add(Scope.ANY, List.of(Step.answer("service-locked")), 10);
        ReaderByHand reader = by.reader(null);
        reader.told();
        for (int i = 0; i < 3; i++) {
            by.log.used(script);
        }
        by.ticks(1);
        List<Told> told = reader.told();
        assertThat(told).hasSize(1);
        assertThat(told.get(0).data().path("state").asText()).isEqualTo("used");
        by.log.used(script);
        by.ticks(1);
        assertThat(reader.told()).hasSize(1);
    }

    @Test
    void aReaderThatMissesAnEventOtherThanARequestIsGreetedAgain() {
        ReaderByHand reader = by.reader(null);
        reader.told();
        for (int i = 0; i <= StateEvents.MOST; i++) {
            by.log.told("clock", "{}");
        }
        by.answeredRequests(1);
        by.ticks(1);
        List<Told> told = reader.told();
        assertThat(ReaderByHand.names(told)).containsExactly("hello");
        assertThat(told.get(0).data().path("resumed").asBoolean()).isFalse();
        assertThat(told.get(0).number()).isEqualTo(by.log.last());
        by.answeredRequests(1);
        by.ticks(1);
        assertThat(ReaderByHand.entries(reader.told())).containsExactly(2);
    }

    @Test
    void theTextsOfEventsHaveATotalLimit() {
        by.reader(null);
        String armed = "x".repeat(60_000);
        for (int i = 0; i < 100; i++) {
            by.log.told("clock", armed);
        }
        assertThat(by.log.after(0).states()).hasSize(StateEvents.MOST_TEXT / 60_000);
    }

    @Test
    void nothingIsRecordedWithoutAReader() {
        by.answeredRequests(10);
        by.dispatcher.add(Scope.ANY, List.of(Step.answer("service-locked")), 1);
        by.journal.clear();
        assertThat(by.log.last()).isZero();
        assertThat(by.log.isListening()).isFalse();
    }

    @Test
    void eventsAreRecordedForAMinuteForAReaderThatMayComeBack() {
        ReaderByHand reader = by.reader(null);
        String id = reader.told().get(0).id();
        reader.cut();
        by.pass(59_000);
        by.answeredRequests(1);
        assertThat(by.log.isListening()).isTrue();
        by.pass(1_500);
        assertThat(by.log.isListening()).isFalse();
        long last = by.log.last();
        by.answeredRequests(1);
        assertThat(by.log.last()).isEqualTo(last);
        assertThat(isResumed(id)).isFalse();
        assertThat(isResumed(id.substring(0, 9) + last)).isFalse();
    }

    @Test
    void aReaderThatComesBackWithinTheMinuteKeepsItGoing() {
        by.reader(null).cut();
        by.pass(50_000);
        by.reader(null);
        by.pass(50_000);
        assertThat(by.log.isListening()).isTrue();
    }

    @Test
    void theCountsAreSentAtMostOnceASecondAndOnlyAfterAChange() {
        ReaderByHand reader = by.reader(null);
        by.ticks(1);
        assertThat(reader.text()).contains("event: stats\ndata: {\"requests\":0}\n\n");
        by.ticks(60);
        assertThat(reader.text()).doesNotContain("event: stats");
        for (int i = 0; i < 40; i++) {
            by.answeredRequests(1);
            by.ticks(1);
        }
        assertThat(reader.text().split("event: stats", -1)).hasSize(3);
    }

    @Test
    void aCommentKeepsAQuietConnectionAlive() {
        ReaderByHand reader = by.reader(null);
        by.ticks(20);
        reader.text();
        by.ticks(300);
        assertThat(reader.text()).isEqualTo(": alive\n\n");
    }
}
