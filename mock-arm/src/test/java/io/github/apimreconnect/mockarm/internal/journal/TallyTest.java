package io.github.apimreconnect.mockarm.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.apimreconnect.mockarm.JournalFilter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Counts of a journal's entries that match. */
final class TallyTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final JournalFilter MATCHING = JournalFilter.ALL.backend("b");

    @Test
    void aCountIsBroughtUpToDate() {
        RequestJournal journal = new RequestJournal(10);
        Tally tally = new Tally(journal, MATCHING, 0, false);
        tally.advance();
        assertThat(tally.matched()).isZero();
        write(journal, "b", 2);
        write(journal, "c", 1);
        tally.advance();
        assertThat(tally.matched()).isEqualTo(2);
        write(journal, "b", 1);
        tally.advance();
        assertThat(tally.matched()).isEqualTo(3);
    }

    @Test
    void entriesDroppedAfterTheyWereExaminedStillCount() {
        RequestJournal journal = new RequestJournal(2);
        Tally tally = new Tally(journal, MATCHING, 0, false);
        for (int i = 0; i < 5; i++) {
            write(journal, "b", 1);
            tally.advance();
        }
        assertThat(tally.matched()).isEqualTo(5);
    }

    @Test
    void entriesDroppedUnexaminedAreAnErrorUnlessThoseLeftSuffice() {
        RequestJournal journal = new RequestJournal(2);
        write(journal, "b", 3);
        assertThatIllegalStateException()
                .isThrownBy(() -> new Tally(journal, MATCHING, 0, false).advance())
                .withMessageContaining("has dropped 1 of 3");
        Tally retained = new Tally(journal, MATCHING, 0, true);
        retained.advance();
        assertThat(retained.matched()).isEqualTo(2);
        Tally later = new Tally(journal, MATCHING, 1, false);
        later.advance();
        assertThat(later.matched()).isEqualTo(2);
    }

    @Test
    void withoutAFilterDroppedEntriesCountUnlessOnlyThoseLeftAreAskedFor() {
        RequestJournal journal = new RequestJournal(2);
        write(journal, "b", 5);
        assertThat(all(journal, 0, false)).isEqualTo(5);
        assertThat(all(journal, 1, false)).isEqualTo(4);
        assertThat(all(journal, 9, false)).isZero();
        assertThat(all(journal, 0, true)).isEqualTo(2);
    }

    @Test
    void aClearedJournalIsCountedAgain() {
        RequestJournal journal = new RequestJournal(10);
        Tally tally = new Tally(journal, MATCHING, 0, false);
        write(journal, "b", 3);
        tally.advance();
        journal.clear();
        write(journal, "b", 2);
        tally.advance();
        assertThat(tally.matched()).isEqualTo(2);
    }

    @Test
    void aStepExaminesABoundedNumberOfEntries() {
        RequestJournal journal = new RequestJournal(20_000);
        write(journal, "b", 15_000);
        Tally tally = new Tally(journal, MATCHING, 0, false);
        tally.advance();
        assertThat(tally.examined()).isEqualTo(10_000);
        assertThat(tally.isBehind()).isTrue();
        tally.advance();
        assertThat(tally.matched()).isEqualTo(15_000);
        assertThat(tally.isBehind()).isFalse();
    }

    @Test
    void theWorstNamesAndPatternBlockAnEventLoopOnlyBriefly() {
        RequestJournal journal = new RequestJournal(2_000);
        write(journal, "a".repeat(7_000), 1_000);
        JournalFilter worst = JournalFilter.ALL.backend("*" + "a".repeat(198) + "b");
        Duration best = Duration.ofDays(1);
        for (int i = 0; i < 10; i++) {
            Tally tally = new Tally(journal, worst, 0, false);
            long start = THREADS.getCurrentThreadCpuTime();
            tally.advance();
            Duration took = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
            best = took.compareTo(best) < 0 ? took : best;
            assertThat(tally.examined()).isBetween(1L, 100L);
        }
        assertThat(best).isLessThan(Duration.ofMillis(50));
    }

    private static long all(RequestJournal journal, long after, boolean retained) {
        Tally tally = new Tally(journal, JournalFilter.ALL, after, retained);
        tally.advance();
        return tally.matched();
    }

    private static void write(RequestJournal journal, String backend, int count) {
        for (int i = 0; i < count; i++) {
            journal.write(Entries.accepted(backend, new byte[0], i), Entries.REPLY);
        }
    }
}
