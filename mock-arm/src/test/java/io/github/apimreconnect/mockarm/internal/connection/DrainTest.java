package io.github.apimreconnect.mockarm.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.LargeAnswer;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Parts;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.Requests;
import io.github.apimreconnect.mockarm.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mock that closes while requests arrive. */
@TestInstance(Lifecycle.PER_CLASS)
final class DrainTest {
    private static final int ROUNDS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SMALL = "DELETE /_mock/tokens HTTP/1.1\r\nHost:localhost\r\n\r\n";

    /** Keeps the shared event loops alive. */
    private final MockArm other = MockArm.start();

    @AfterAll
    void close() {
        other.close();
    }

    @Test
    void requestsThatHadComeAreAnswered() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            MockArm mock = start();
            List<RawConnection> callers = callers(mock, 8);
            for (RawConnection caller : callers) {
                caller.send(SMALL);
            }
            mock.close();
            for (RawConnection caller : callers) {
                assertThat(caller.answersToTheEnd()).as("round %d", round).isOne();
                caller.close();
            }
        }
    }

    @Test
    void requestsOnConnectionsUsedBeforeAreAnswered() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            MockArm mock = start();
            List<RawConnection> callers = callers(mock, 4);
            callers.add(RawConnection.tls(mock));
            for (RawConnection caller : callers) {
                assertThat(caller.send(SMALL).answers(1)).isOne();
            }
            for (RawConnection caller : callers) {
                caller.send(SMALL);
            }
            mock.close();
            for (RawConnection caller : callers) {
                assertThat(caller.answersToTheEnd()).as("round %d", round).isOne();
                caller.close();
            }
        }
    }

    @Test
    void halfARequestThatHadComeIsCompletedAndAnswered() throws IOException {
        int half = Requests.RAW.length() / 2;
        for (int round = 0; round < ROUNDS; round++) {
            MockArm mock = start();
            List<RawConnection> callers = callers(mock, 4);
            for (RawConnection caller : callers) {
                caller.send(Requests.RAW.substring(0, half));
            }
            CompletableFuture<Void> closed = closing(mock);
            awaitRefusing(mock);
            for (RawConnection caller : callers) {
                caller.send(Requests.RAW.substring(half));
                assertThat(caller.answersToTheEnd()).as("round %d", round).isOne();
                caller.close();
            }
            closed.join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-answer", "stall@in-head", "stall@after-answer"})
    void anAnswerThatNeverComesIsNotWaitedFor(String scenario) throws Exception {
        MockArm mock = MockArm.builder().drainTimeout(Duration.ofMinutes(5)).start();
        try (RawConnection caller = RawConnection.plain(mock)) {
            caller.send(Requests.raw("x-mock-scenario: " + scenario + "\r\n"));
            mock.journal().await(1, PATIENCE);
            Waiting.until(() -> Parts.of(mock).connections().inFlight().count() == 0);
            closing(mock).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            caller.hear();
        }
    }

    @Test
    void aStallWhileTheMockClosesEndsTheConnection() throws Exception {
        MockArm mock = MockArm.builder().drainTimeout(Duration.ofMinutes(5)).start();
        try (RawConnection caller = RawConnection.plain(mock)) {
            caller.send(Requests.RAW.substring(0, 40));
            Waiting.until(() -> Parts.of(mock).connections().open().size() == 1);
            CompletableFuture<Void> closed = closing(mock);
            Waiting.until(() -> Parts.of(mock).connections().inFlight().count() == 1);
            caller.send(Requests.raw("x-mock-scenario: no-answer\r\n").substring(40));
            closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void allRequestsThatCameInOnePacketAreAnswered() throws IOException {
        MockArm mock = start();
        try (RawConnection caller = RawConnection.plain(mock)) {
            caller.send(SMALL.repeat(1000));
            mock.close();
            assertThat(caller.answersToTheEnd()).isEqualTo(1000);
        }
    }

    @Test
    void aHandshakeThatHasBegunIsCompletedAndItsRequestAnswered() throws Exception {
        MockArm mock = start();
        SSLEngine engine = mock.sslContext().createSSLEngine();
        engine.setUseClientMode(true);
        try (TlsByHand caller = new TlsByHand(engine, mock)) {
            caller.sendHello();
            CompletableFuture<Void> closed = closing(mock);
            awaitRefusing(mock);
            assertThat(caller.exchange(SMALL)).startsWith("HTTP/1.1 204");
            closed.join();
        }
    }

    @Test
    void aBodyThatWaitsFor100ContinueIsRead() throws IOException {
        MockArm mock = start();
        try (RawConnection raw = RawConnection.plain(mock)) {
            raw.send("POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
            CompletableFuture<Void> closed = closing(mock);
            assertThat(raw.head()).isEqualTo("HTTP/1.1 100 Continue");
            awaitRefusing(mock);
            assertThat(raw.send("{}").hear().text()).startsWith("HTTP/1.1 404");
            closed.join();
        }
    }

    @Test
    void answersThatAreStillBeingReadAreReadToTheirEnd(@TempDir Path folder) throws IOException {
        MockArm mock = LargeAnswer.addTo(MockArm.builder(), folder)
                .drainTimeout(PATIENCE)
                .start();
        try (RawConnection reader = RawConnection.plain(mock, 16 * 1024)) {
            reader.send(LargeAnswer.request("").repeat(2)).head();
            CompletableFuture<Void> closed = closing(mock);
            awaitRefusing(mock);
            assertThat(reader.read(LargeAnswer.LENGTH)).hasSize(LargeAnswer.LENGTH);
            reader.head();
            assertThat(reader.read(LargeAnswer.LENGTH)).hasSize(LargeAnswer.LENGTH);
            assertThat(reader.hear().bytes()).isEmpty();
            closed.join();
        }
    }

    @Test
    void idleConnectionsDoNotKeepAMockFromClosing() throws IOException {
        MockArm mock = start();
        try (RawConnection silent = RawConnection.plain(mock);
                RawConnection used = RawConnection.tls(mock)) {
            assertThat(used.send(SMALL).answers(1)).isOne();
            long begun = System.nanoTime();
            mock.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE.dividedBy(2));
            assertThat(silent.answersToTheEnd()).isZero();
            assertThat(used.answersToTheEnd()).isZero();
        }
    }

    private static MockArm start() {
        return MockArm.builder().drainTimeout(PATIENCE).start();
    }

    private static List<RawConnection> callers(MockArm mock, int count) throws IOException {
        List<RawConnection> callers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            callers.add(RawConnection.plain(mock));
        }
        return callers;
    }

    private static CompletableFuture<Void> closing(MockArm mock) {
        return CompletableFuture.runAsync(mock::close, task -> new Thread(task, "closing").start());
    }

    private static void awaitRefusing(MockArm mock) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0) {
            try {
                RawConnection.plain(mock).close();
            } catch (IOException refused) {
                return;
            }
        }
        throw new AssertionError("It still listens");
    }
}
