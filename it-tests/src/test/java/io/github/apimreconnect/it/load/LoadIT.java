package io.github.apimreconnect.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.MockArm;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A modest steady load: everything is delivered, and nothing is left behind. Capacity is not tested. */
@TestInstance(Lifecycle.PER_CLASS)
final class LoadIT {
    private static final Schedule WARM_UP = Schedule.of(500, Duration.ofSeconds(4));
    private static final Schedule STEADY = Schedule.of(500, Duration.ofSeconds(10));

    /** Allows for a thread of the JVM or a library; a leaked transport would have two event loops. */
    private static final int THREADS = 1;

    private static final int DESCRIPTORS = 4;
    private static final long HEAP = 8L * 1024 * 1024;

    @SuppressWarnings("NullAway.Init") // load() sets it
    private Round round;

    @SuppressWarnings("NullAway.Init")
    private Footprint before;

    @SuppressWarnings("NullAway.Init")
    private Footprint after;

    @BeforeAll
    void load() throws Exception {
        // Loads classes, and starts shared threads.
        run(WARM_UP);
        before = Footprint.atRest();
        round = run(STEADY);
        after = Footprint.atRest();
        new Report("Steady load")
                .line(
                        "%d calls a second for %d seconds, over TLS.",
                        STEADY.callsPerSecond(), STEADY.duration().toSeconds())
                .latency(round.measured())
                .reconciliation(round.reconciliation())
                .footprint(before, after)
                .write();
    }

    @Test
    void everyCallIsAcceptedAfterOneAnswer() {
        assertThat(round.measured().failures()).isEmpty();
        assertThat(round.reconciliation().accepted()).isEqualTo(STEADY.calls());
        assertThat(round.reconciliation().attempts() - round.reconciliation().cut())
                .isEqualTo(STEADY.calls());
    }

    @Test
    void theJournalHasEveryRequestOnceAndNoOther() {
        assertThat(round.reconciliation().heard()).isEqualTo(STEADY.calls());
        assertThat(round.reconciliation().differences()).isEmpty();
    }

    @Test
    void ninetyNinePercentAreAnsweredWithinThreeSecondsOfWhenTheyWereDue() {
        assertThat(Measured.percentile(round.measured().fromDue(), 99))
                .isLessThan(round.measured().bound(Duration.ofSeconds(3)));
    }

    @Test
    void noThreadIsLeftBehind() {
        assertThat(after.threads())
                .as("there were %s", before.threads())
                .hasSizeLessThanOrEqualTo(before.threads().size() + THREADS);
    }

    @Test
    void noDescriptorIsLeftBehind() {
        assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + DESCRIPTORS);
    }

    @Test
    void theLiveHeapIsBackWhereItWas() {
        assertThat(after.heap() - before.heap()).as("bytes gained").isLessThan(HEAP);
    }

    private static Round run(Schedule schedule) throws InterruptedException {
        try (MockArm mock = MockArm.builder().journal(2 * schedule.calls()).start();
                LoadClient client =
                        new LoadClient(mock.endpoint(), mock.certificateAuthority(), Duration.ofSeconds(60))) {
            return Round.run(1, schedule, client, mock);
        }
    }
}
