package io.github.apimreconnect.mockarm.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.Requests;
import io.github.apimreconnect.mockarm.internal.ArmServer;
import io.github.apimreconnect.mockarm.internal.RequestFuzzTest;
import io.github.apimreconnect.mockarm.internal.tls.OwnNames;
import io.github.apimreconnect.mockarm.internal.tls.PendingTls;
import io.github.apimreconnect.mockarm.internal.tls.Tls;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses a mock listens on. */
final class ListenTest {
    @ParameterizedTest
    @CsvSource({"::1, [::1]", "127.0.0.1, 127.0.0.1"})
    void aMockDoesNotStartWhereOneOfItsAddressesIsTaken(String taken, String named) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(taken))) {
            int port = other.getLocalPort();
            assertThatExceptionOfType(CannotListenException.class)
                    .isThrownBy(() -> MockArm.builder().port(port).start())
                    .withMessageStartingWith("cannot listen on " + named + ":" + port + ", see --host and --port: ")
                    .withMessageContaining("in use");
        }
    }

    @Test
    void localhostIsBothLoopbackAddresses() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getAllByName("::1")[0])) {
            assertThatExceptionOfType(CannotListenException.class)
                    .isThrownBy(() -> MockArm.builder()
                            .host("localhost")
                            .port(other.getLocalPort())
                            .start());
        }
    }

    @Test
    void twoMocksCannotHaveOnePort() {
        try (MockArm first = MockArm.start()) {
            assertThatExceptionOfType(CannotListenException.class)
                    .isThrownBy(() -> MockArm.builder().port(first.port()).start());
            assertThat(new Caller(first).send().statusCode()).isEqualTo(202);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void aMockOnAllAddressesDoesNotStartWhereOneIsTaken(String all) {
        try (MockArm first = MockArm.start()) {
            assertThatExceptionOfType(CannotListenException.class)
                    .isThrownBy(
                            () -> MockArm.builder().host(all).port(first.port()).start());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "::1", "127.0.0.1", "localhost"})
    void aMockServesOnTheAddressItIsGiven(String host) {
        try (MockArm mock = MockArm.builder().host(host).start()) {
            assertThat(new Caller(mock).send().statusCode()).isEqualTo(202);
        }
    }

    @Test
    void anAddressOfAnotherMachineIsNamed() {
        assertThatExceptionOfType(CannotListenException.class)
                .isThrownBy(() -> MockArm.builder().host("192.0.2.1").start())
                .withMessageStartingWith("cannot listen on 192.0.2.1:0, ");
    }

    @Test
    void anotherFreePortIsTriedWhereTheFirstIsTakenForIpv6() {
        withListener(listener -> {
            List<Integer> tried = new ArrayList<>();
            List<Channel> bound = Listener.bindBoth(
                    (host, port) -> {
                        if (host.equals("::1") && tried.size() < 3) {
                            tried.add(port);
                            throw new CannotListenException(host, port, new IOException("Address already in use"));
                        }
                        return listener.bind(host, port);
                    },
                    () -> true,
                    0);
            assertThat(bound).hasSize(2);
            assertThat(tried).hasSize(3).doesNotContain(port(bound.get(0)));
            return bound;
        });
    }

    @Test
    void withoutIpv6TheOtherLoopbackAddressDoes() {
        withListener(listener -> {
            List<Channel> bound = Listener.bindBoth(
                    (host, port) -> {
                        if (host.equals("::1")) {
                            throw new CannotListenException(host, port, new IOException("Cannot assign"));
                        }
                        return listener.bind(host, port);
                    },
                    () -> false,
                    0);
            assertThat(bound).hasSize(1);
            return bound;
        });
    }

    @Test
    void connectionsWaitUntilTheListenerAcceptsThem() {
        EventLoopGroup loops = Loops.acquire();
        ArmServer server = RequestFuzzTest.server();
        Channel port = listener(loops, server).open("127.0.0.1", 0).get(0);
        try (RawConnection early = RawConnection.to(port.localAddress())) {
            early.send(Requests.RAW);
            // As many looks at the network as would be needed to accept it, then a turn of the loop that would get it.
            for (int i = 0; i < 100; i++) {
                port.eventLoop().submit(() -> {}).awaitUninterruptibly();
            }
            loops.forEach(loop -> loop.submit(() -> {}).awaitUninterruptibly());
            assertThat(server.connections().open().size()).isZero();
            Listener.accept(port);
            assertThat(early.answers(1)).isOne();
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            port.close().awaitUninterruptibly();
            Loops.release();
        }
    }

    /** Uses a listener and returns the ports it opened. */
    private interface Use {
        List<Channel> of(Listener listener);
    }

    private static void withListener(Use use) {
        EventLoopGroup loops = Loops.acquire();
        try {
            use.of(listener(loops, RequestFuzzTest.server()))
                    .forEach(port -> port.close().awaitUninterruptibly());
        } finally {
            Loops.release();
        }
    }

    private static Listener listener(EventLoopGroup loops, ArmServer server) {
        return new Listener(
                loops, new PendingTls(() -> Tls.shared(OwnNames.LOOPBACK)), server.exchange(), server.connections());
    }

    private static int port(Channel bound) {
        return ((InetSocketAddress) bound.localAddress()).getPort();
    }
}
