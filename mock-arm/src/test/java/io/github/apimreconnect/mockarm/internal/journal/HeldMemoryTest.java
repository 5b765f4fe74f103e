package io.github.apimreconnect.mockarm.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Reconnect;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Script;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.ArmExchange;
import io.github.apimreconnect.mockarm.internal.admin.AdminViews;
import io.github.apimreconnect.mockarm.internal.command.RequestLog;
import io.github.apimreconnect.mockarm.internal.connection.Body;
import io.github.apimreconnect.mockarm.internal.connection.PlannedReply;
import io.github.apimreconnect.mockarm.internal.event.EventLog;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import io.netty.buffer.Unpooled;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** After the journal has dropped a request, only the shown values are held, not its body. */
final class HeldMemoryTest {
    private static final int MIB = 1024 * 1024;

    @Test
    void anAcceptedReconnectHoldsNoRequest() {
        AcceptedReconnects reconnects = new AcceptedReconnects(Clock.systemUTC());
        assertGone(accepted(reconnects));
        Reconnect kept = reconnects.all().get(0);
        assertThat(kept.resourceId()).endsWith("/service/svc/backends/a b");
        assertThat(kept.requestId()).hasSize(36);
        assertThat(kept.accepted()).isEqualTo(Instant.ofEpochSecond(7));
        assertThat(kept.due()).isEqualTo(Instant.ofEpochSecond(9));
    }

    private static WeakReference<JournalEntry> accepted(AcceptedReconnects reconnects) {
        RecordedRequest entry = Entries.accepted("a%20b", new byte[MIB], 7);
        reconnects.accept(entry, Duration.ofSeconds(2), true);
        return new WeakReference<>(entry);
    }

    @Test
    void anAnswerBeingSentHoldsNoLargeRequest() {
        List<PlannedReply> waiting = new ArrayList<>();
        assertGone(answered(waiting));
        waiting.get(0).ended(JournalEntry.Outcome.SENT);
    }

    private static WeakReference<JournalEntry> answered(List<PlannedReply> waiting) {
        RecordedRequest entry = Entries.accepted("b", new byte[MIB], 7);
        waiting.add(ArmExchange.planned(
                Reply.empty(202, null), null, entry, new EventLog("mockmock", AdminViews::ofEvent)));
        return new WeakReference<>(entry);
    }

    @Test
    void theNewestReconnectsAreKeptWithinTheirBytes() {
        ReconnectRing ring = new ReconnectRing(1_000, 100_000);
        for (int i = 0; i < 1_000; i++) {
            ring.add(new byte[1_000], i, 0, Duration.ZERO, true);
        }
        assertThat(ring.size()).isBetween(90, 100);
        assertThat(ring.lastNumber()).isEqualTo(1_000);
    }

    @Test
    void theNewestReconnectsAreKeptAndNumbered() {
        AcceptedReconnects reconnects = new AcceptedReconnects(Clock.systemUTC());
        for (int i = 0; i < 10_500; i++) {
            reconnects.accept(Entries.accepted("b" + i, new byte[0], i), Duration.ofSeconds(1), true);
        }
        assertThat(reconnects.all()).hasSize(10_000);
        assertThat(reconnects.all().get(0).number()).isEqualTo(501);
        assertThat(reconnects.all().get(0).resourceId()).endsWith("/b500");
        assertThat(reconnects.newest(2)).extracting(KeptReconnect::number).containsExactly(10_499L, 10_500L);
        assertThat(reconnects.from(600, 2)).extracting(KeptReconnect::number).containsExactly(600L, 601L);
        assertThat(reconnects.from(10_501, 2)).isEmpty();
        assertThat(reconnects.count(Instant.ofEpochSecond(10_400)))
                .isEqualTo(new AcceptedReconnects.Counts(100, 9_900));
    }

    @Test
    void theCountsOfReconnectsAreConsistent() {
        AcceptedReconnects reconnects = new AcceptedReconnects(Clock.systemUTC());
        RecordedRequest entry = Entries.accepted("b", new byte[0], 1);
        CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 200_000; i++) {
                reconnects.accept(entry, Duration.ofSeconds(1), true);
                if (i % 10 == 0) {
                    reconnects.clear();
                }
            }
        });
        while (!changes.isDone()) {
            assertThat(reconnects.count(Instant.EPOCH).done()).isZero();
        }
        changes.join();
    }

    @Test
    void aBodyIsHandedOverOnce() {
        Body body = new Body();
        body.add(Unpooled.wrappedBuffer(new byte[10]));
        assertThat(body.take()).hasSize(10);
        assertThat(body.take()).as("an idle connection holds none").isEmpty();
    }

    @Test
    void aLogThatIsBehindHoldsNoMoreThanItsBytes() throws Exception {
        CountDownLatch printing = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        try (PrintWriter terminal = new PrintWriter(Writer.nullWriter()) {
            @Override
            public void println(String line) {
                printing.countDown();
                awaitUninterruptibly(blocked);
            }
        }) {
            RequestLog log = RequestLog.to(terminal);
            log.accept(Entries.accepted("first", new byte[0], 0));
            printing.await();
            List<WeakReference<JournalEntry>> entries = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                RecordedRequest entry = Entries.accepted("b", new byte[MIB], i);
                log.accept(entry);
                entries.add(new WeakReference<>(entry));
            }
            collect(entries.get(99));
            assertThat(entries.stream().filter(entry -> entry.get() != null).count())
                    .isBetween(14L, 16L);
            blocked.countDown();
        }
    }

    @Test
    void scriptsThatAreNotUsedUpAreLimitedInNumberAndSteps() {
        try (MockArm mock = MockArm.start()) {
            Step[] many =
                    Collections.nCopies(60_000, Step.answer("service-locked")).toArray(new Step[0]);
            Script script = mock.script(Scope.ANY, many);
            assertThatIllegalStateException()
                    .isThrownBy(() -> mock.script(Scope.ANY, many))
                    .withMessageContaining("Too many pending scripts: 1 with 60000 steps");
            script.cancel();
            for (int i = 0; i < 1_000; i++) {
                mock.script(Scope.backend("none"), Step.answer("service-locked"));
            }
            assertThatIllegalStateException()
                    .isThrownBy(() -> mock.script(Scope.ANY, Step.answer("service-locked")))
                    .withMessageContaining("at most 1000 with 100000 are allowed");
            mock.reset();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertGone(WeakReference<JournalEntry> entry) {
        collect(entry);
        assertThat(entry.get()).isNull();
    }

    private static void collect(WeakReference<JournalEntry> entry) {
        for (int i = 0; i < 20 && entry.get() != null; i++) {
            System.gc();
        }
    }
}
