package io.github.apimreconnect.mockarm.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.ConnectionFault;
import io.github.apimreconnect.mockarm.Heard.Ending;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.Requests;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(MockArmExtension.class)
final class ConnectionFaultsTest {
    @Test
    void refusedConnectionsAreResetAndTheNextOneIsNot(MockArm mock) throws IOException {
        mock.nextConnections(ConnectionFault.REFUSE, 2);
        for (int i = 0; i < 2; i++) {
            try (RawConnection raw = RawConnection.plain(mock)) {
                assertThat(raw.hear().ending()).isEqualTo(Ending.RST);
            }
        }
        try (RawConnection raw = RawConnection.plain(mock)) {
            assertThat(raw.send(Requests.RAW).head()).startsWith("HTTP/1.1 202");
        }
        assertThat(mock.journal().count()).isOne();
    }

    @Test
    void aHandshakeIsCutOnceItHasBegun(MockArm mock) throws IOException {
        mock.nextConnections(ConnectionFault.CUT_HANDSHAKE, 1);
        try (RawConnection tls = RawConnection.tls(mock)) {
            assertThatThrownBy(tls::handshake).isInstanceOfAny(SSLException.class, SocketException.class);
        }
        assertThat(new Caller(mock).send().statusCode()).isEqualTo(202);
    }

    @Test
    void aSlowReaderTakesTenPiecesASecond(MockArm mock) throws IOException {
        mock.nextConnections(ConnectionFault.SLOW_READ, 1);
        String filler = "x-filler: " + "x".repeat(2500) + "\r\n";
        try (RawConnection raw = RawConnection.plain(mock)) {
            long began = System.nanoTime();
            assertThat(raw.send(Requests.raw(filler)).head()).startsWith("HTTP/1.1 202");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(400));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTextIsReadAndWrittenBack(ConnectionFault fault) {
        assertThat(ConnectionFault.parse(fault.toString())).isEqualTo(fault);
    }

    @Test
    void anInvalidTextIsRefusedWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectionFault.parse("explode"))
                .withMessage("Unknown connection fault 'explode'. Known faults: refuse, cut-handshake, slow-read");
    }
}
