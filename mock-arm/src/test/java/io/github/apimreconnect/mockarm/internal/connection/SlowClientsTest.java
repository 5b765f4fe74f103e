package io.github.apimreconnect.mockarm.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.Heard;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Parts;
import io.github.apimreconnect.mockarm.internal.HostileRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A thousand slow clients and a normal one at the same time. */
@Execution(ExecutionMode.SAME_THREAD)
final class SlowClientsTest {
    private static final int COUNT = 1000;
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(5);
    /** Generous, but finite: a busy machine may have two cores for four thousand sockets. */
    private static final Duration HANGS = Duration.ofSeconds(30);

    private static final Duration LATENCY = Duration.ofSeconds(5);
    private static final String HEAD = HostileRequest.LINE + HostileRequest.HOST + HostileRequest.TOKEN;

    @Test
    void aThousandSlowHeadsAreCutWhileOthersAreServed() throws IOException {
        try (MockArm mock = start(new Timeouts(LIMIT, LONG, LONG, LIMIT))) {
            assertThat(serveUntilAllAreCut(mock, HEAD + "x-slow: "))
                    .hasSize(COUNT)
                    .containsOnly("");
            assertThat(mock.journal().entries()).allMatch(entry -> entry.status() == 202);
        }
    }

    @Test
    void aThousandSlowBodiesAreAnsweredAndCutWhileOthersAreServed() throws IOException {
        try (MockArm mock = start(new Timeouts(LONG, LIMIT, LONG, LIMIT))) {
            assertThat(serveUntilAllAreCut(mock, HEAD + "Content-Length: 1000\r\n\r\n"))
                    .hasSize(COUNT)
                    .allSatisfy(bytes -> assertThat(Heard.answers(bytes))
                            .singleElement()
                            .extracting(Heard.Answer::status)
                            .isEqualTo(408));
            assertThat(mock.journal().entries())
                    .filteredOn(entry -> entry.status() == 408)
                    .hasSize(COUNT);
        }
    }

    private static MockArm start(Timeouts limits) {
        return Parts.with(limits).start();
    }

    /** Sends one normal request per turn, each answered in time, and returns what the slow clients received. */
    private static List<String> serveUntilAllAreCut(MockArm mock, String begun) throws IOException {
        Caller good = new Caller(mock);
        // The first request loads classes.
        good.send(mock.httpEndpoint());
        List<Duration> took = new ArrayList<>();
        try (SlowClients slow = new SlowClients(COUNT, mock, begun)) {
            long begin = System.nanoTime();
            while (slow.open() > 0) {
                long sent = System.nanoTime();
                assertThat(Duration.ofNanos(sent - begin)).isLessThan(HANGS);
                assertThat(good.send(mock.httpEndpoint()).statusCode()).isEqualTo(202);
                took.add(Duration.ofNanos(System.nanoTime() - sent));
                slow.turn();
            }
            assertThat(took).hasSizeGreaterThan(3).allMatch(one -> one.compareTo(LATENCY) < 0);
            return slow.heard();
        }
    }
}
