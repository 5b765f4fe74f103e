package io.github.apimreconnect.mockarm.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.RawConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MockArmExtension.class)
final class ConnectionsTest {
    private MockArm mock;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
    }

    @Test
    void onePortServesTlsAndPlainHttp() {
        assertThat(new Caller(mock).send(mock.endpoint()).statusCode()).isEqualTo(202);
        assertThat(new Caller(mock).send(mock.httpEndpoint()).statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]"})
    void bothLoopbackAddressesServeWithACertificateForThem(String address) throws IOException {
        Assumptions.assumeTrue(reachable(address), "This machine has no " + address);
        assertThat(new Caller(mock)
                        .send(URI.create("https://" + address + ":" + mock.port()))
                        .statusCode())
                .isEqualTo(202);
    }

    private boolean reachable(String address) throws IOException {
        return InetAddress.getByName(address).isLoopbackAddress()
                && NetworkInterface.getByInetAddress(InetAddress.getByName(address)) != null;
    }

    @Test
    void oldVersionsOfTlsAreRefused() throws IOException {
        try (SSLSocket socket =
                (SSLSocket) mock.sslContext().getSocketFactory().createSocket("localhost", mock.port())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.1"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void trustMaterialIsWrittenForOtherProcesses(@TempDir Path folder) throws Exception {
        Path pem = mock.writeTrustMaterial(folder.resolve("new"));
        assertThat(pem).hasFileName("ca.pem").content().startsWith("-----BEGIN CERTIFICATE-----");
        KeyStore store =
                KeyStore.getInstance(pem.resolveSibling("truststore.p12").toFile(), "changeit".toCharArray());
        assertThat(store.getCertificate("mock-arm-ca")).isEqualTo(mock.certificateAuthority());
        assertThat(Files.readString(pem)).doesNotContain("PRIVATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/_mock/ca.pem", "/_mock/health", "/_mock/openapi.yaml"})
    void theMockTellsAboutItself(String path) {
        assertThat(new Caller(mock).method("GET").path(path).query("").send(mock.httpEndpoint()))
                .satisfies(response -> assertThat(response.statusCode()).isEqualTo(200))
                .satisfies(response -> assertThat(response.body()).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: evil.example", "Host: localhost\r\nOrigin: https://evil.example"})
    void aPageOfAnotherSiteLearnsNothingOfTheMock(String headers) throws IOException {
        assertThat(firstLine("GET /_mock/stats HTTP/1.1\r\n" + headers + "\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(firstLine(
                        "GET /_mock/stats HTTP/1.1\r\nHost: localhost\r\nOrigin: " + mock.httpEndpoint() + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    private String firstLine(String request) throws IOException {
        try (RawConnection caller = RawConnection.plain(mock)) {
            return caller.timeout(10_000).send(request).read(12);
        }
    }
}
