package io.github.apimreconnect.mockarm.internal.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Parts;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.Requests;
import io.github.apimreconnect.mockarm.internal.contract.Throttle;
import io.github.apimreconnect.mockarm.internal.journal.Verdict;
import io.netty.handler.codec.DecoderException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Log messages about the mock's internal errors. */
@ResourceLock(Resources.SYSTEM_ERR)
final class InternalErrorsTest {
    private static final String SECRET = "sensitive-text-of-the-caller";

    @Test
    void aRequestTheMockFailsOnIsAnswered500AndLoggedOnceByItsId() throws IOException {
        String[] head = new String[1];
        String logged = logged(() -> {
            try (MockArm mock = failingIn(Throttle.class);
                    RawConnection raw = RawConnection.plain(mock)) {
                head[0] = raw.send(Requests.RAW).head();
                assertThat(mock.journal().last().refusedBy()).isEqualTo("internal error");
                Verdict verdict = Parts.of(mock).memory().verdict();
                assertThat(verdict.internalErrors().refused()).isEqualTo(1);
                assertThat(verdict.refusals()).isZero();
            }
        });
        assertThat(head[0]).startsWith("HTTP/1.1 500");
        String id = head[0].replaceFirst("(?s).*x-ms-request-id: ([0-9a-f-]{36}).*", "$1");
        assertThat(logged.lines().filter(line -> line.contains("Internal error")))
                .singleElement()
                .asString()
                .contains("ERROR", "request " + id + " was answered 500");
        assertThat(logged)
                .contains("at io.github.apimreconnect.mockarm.internal.contract.Throttle", "IllegalStateException")
                .doesNotContain(SECRET);
    }

    @Test
    void aConnectionTheMockFailsOnIsClosedAndLoggedOnce() throws IOException {
        String logged = logged(() -> {
            try (MockArm mock = failingIn(Connection.class);
                    RawConnection raw = RawConnection.plain(mock)) {
                assertThat(raw.send(Requests.RAW).hear().text()).isEmpty();
            }
        });
        assertThat(logged.lines().filter(line -> line.contains("Internal error: a connection was closed")))
                .hasSize(1);
        assertThat(logged)
                .contains("at io.github.apimreconnect.mockarm.internal.connection.Connection")
                .doesNotContain(SECRET);
    }

    @Test
    void aListenerThatFailsDoesNotFailTheRequest() throws IOException {
        String logged = logged(() -> {
            try (MockArm mock = Parts.calling(entry -> {
                                throw new IllegalStateException(SECRET);
                            })
                            .start();
                    RawConnection raw = RawConnection.plain(mock)) {
                assertThat(raw.send(Requests.RAW).head()).startsWith("HTTP/1.1 202");
            }
        });
        assertThat(logged)
                .contains("Internal error: a listener failed on request ")
                .doesNotContain(SECRET);
    }

    @Test
    void errorsOfPeersAreNotTheMocks() {
        assertThat(InternalErrors.isInternal(new IOException("Connection reset by peer")))
                .isFalse();
        assertThat(InternalErrors.isInternal(new DecoderException(new SSLHandshakeException("no cipher"))))
                .isFalse();
        assertThat(InternalErrors.isInternal(new DecoderException(new IllegalStateException())))
                .isTrue();
        assertThat(InternalErrors.isInternal(new NullPointerException())).isTrue();
    }

    @Test
    void peersThatBreakTlsOrResetAreNotLogged() throws IOException {
        String logged = logged(() -> {
            try (MockArm mock = MockArm.start()) {
                try (RawConnection raw = RawConnection.plain(mock)) {
                    raw.send("\u0016\u0003\u0001\0\u0005hello").hear();
                }
                try (RawConnection raw = RawConnection.plain(mock)) {
                    raw.send(Requests.RAW.repeat(1000));
                }
            }
        });
        assertThat(logged).doesNotContain("Internal error");
    }

    /** A mock that fails when the given class asks for the time. */
    private static MockArm failingIn(Class<?> caller) {
        return Parts.with(new Clock() {
                    @Override
                    public Instant instant() {
                        boolean fails = StackWalker.getInstance()
                                .walk(frames -> frames.anyMatch(
                                        frame -> frame.getClassName().equals(caller.getName())
                                                && !frame.getMethodName().equals("<init>")));
                        if (fails) {
                            throw new IllegalStateException(SECRET, new IllegalArgumentException(SECRET));
                        }
                        return Instant.EPOCH;
                    }

                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }
                })
                .start();
    }

    private interface Act {
        void run() throws IOException;
    }

    private static String logged(Act act) throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true, UTF_8));
        try {
            act.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(UTF_8);
    }
}
