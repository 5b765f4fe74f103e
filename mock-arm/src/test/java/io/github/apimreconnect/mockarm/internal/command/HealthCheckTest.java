package io.github.apimreconnect.mockarm.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.MockArm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The health check against mocks that serve, and others. */
final class HealthCheckTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aMockThatServesIsHealthy() {
        try (MockArm mock = MockArm.start()) {
            assertThat(check(Map.of(), "--port", port(mock))).isZero();
            assertThat(err.size()).isZero();
        }
    }

    @Test
    void theVariablesOfTheMockFindItAndArgumentsOverrideThem() {
        try (MockArm mock = MockArm.start()) {
            String port = port(mock);
            assertThat(check(Map.of("MOCK_ARM_PORT", " " + port + " "))).isZero();
            assertThat(check(Map.of("MOCK_ARM_PORT", "x"), "--port=1", "--auth", "none", "--port=" + port, "--port="))
                    .isZero();
        }
    }

    @ValueSource(strings = {"0.0.0.0", "::", "127.0.0.1", "localhost", ""})
    @ParameterizedTest
    void theAddressesAMockListensOnLeadToIt(String host) {
        try (MockArm mock = MockArm.start()) {
            assertThat(check(Map.of("MOCK_ARM_HOST", host, "MOCK_ARM_PORT", port(mock))))
                    .isZero();
        }
    }

    @Test
    void nothingThatListensIsNotHealthy() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(check(Map.of(), "--port", "" + port)).isOne();
        assertThat(message()).startsWith("mock-arm: not healthy: port " + port + ": ");
    }

    @Test
    void anotherServerIsNotHealthy() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> {
                try (Socket caller = other.accept()) {
                    caller.getOutputStream()
                            .write("HTTP/1.1 404 Not Found\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(check(Map.of(), "--port", "" + other.getLocalPort())).isOne();
            answered.join();
            assertThat(message()).contains("answered 'HTTP/1.1 404'");
        }
    }

    @ValueSource(strings = {"x", "0", "-1", "65536"})
    @ParameterizedTest
    void aBadPortIsShown(String port) {
        assertThat(check(Map.of("MOCK_ARM_PORT", port))).isEqualTo(2);
        assertThat(message())
                .isEqualTo("mock-arm: --health needs a port from 1 to 65535, but was given '" + port
                        + "' (--help lists the options)");
    }

    private int check(Map<String, String> environment, String... args) {
        return new HealthCheck(environment, args).run(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String message() {
        return err.toString(StandardCharsets.UTF_8).strip();
    }

    private static String port(MockArm mock) {
        return "" + mock.httpEndpoint().getPort();
    }
}
