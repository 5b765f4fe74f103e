package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses on which the packaged mock listens. */
final class StandaloneListenIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTakenAddressOfIpv6IsNamedOnEachTransport(boolean isNative) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getAllByName("::1")[0])) {
            ProcessBuilder builder = Standalone.builder(folder, "--port", Integer.toString(other.getLocalPort()));
            builder.command().add(1, "-Dio.netty.transport.noNative=" + !isNative);
            Process process = builder.start();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isNotZero();
            assertThat(folder.resolve("stderr"))
                    .content()
                    .startsWith("mock-arm: cannot listen on [::1]:" + other.getLocalPort())
                    .contains("in use");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutIpv6TheMockServesOnIpv4(boolean isNative) throws Exception {
        ProcessBuilder builder = Standalone.builder(
                folder, "--port", "0", "--ready-file", folder.resolve("r.json").toString());
        builder.command().add(1, "-Dio.netty.transport.noNative=" + !isNative);
        builder.command().add(1, "-Djava.net.preferIPv4Stack=true");
        Process process = builder.start();
        try {
            JsonNode json = Standalone.awaitJson(folder.resolve("r.json"), process);
            int port = URI.create(json.at("/httpEndpoint").asText()).getPort();
            assertThat(Standalone.listens("127.0.0.1", port)).isTrue();
            assertThat(Standalone.listens("::1", port)).isFalse();
        } finally {
            process.destroyForcibly();
        }
    }
}
