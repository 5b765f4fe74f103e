package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the operator's command reaches its servers: trust, proxies, retries, signals. */
final class CommandNetworkIT {
    @TempDir
    private Path folder;

    private CommandFixture command;

    @BeforeEach
    void start() throws Exception {
        command = new CommandFixture(folder);
    }

    @AfterEach
    void close() {
        command.close();
    }

    @Test
    void theTrustStoreOfTheJvmIsEnoughWithoutCa() throws Exception {
        Map<String, String> trusting = CommandFixture.signedInAnd(Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Djavax.net.ssl.trustStore=" + trustStore() + " -Djavax.net.ssl.trustStorePassword=changeit"));
        String server = command.relay.endpoint().toString();
        Jar.Result result =
                command.plain(trusting, ClientAndMock.SAMPLE.toString(), "--endpoint", server, "--authority", server);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("Accepted");
    }

    private Path trustStore() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "relay",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(command.relay.pem().getBytes(StandardCharsets.US_ASCII))));
        Path file = folder.resolve("relay.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }
        return file;
    }

    @Test
    void theAdviceForAnUntrustedAuthorityIsNotAzLogin() throws Exception {
        String server = command.relay.endpoint().toString();
        Jar.Result result = command.plain(
                CommandFixture.SIGNED_IN, ClientAndMock.SAMPLE.toString(), "--endpoint", server, "--authority", server);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(last(result.err()))
                .startsWith("apim-reconnect: no token: the server's certificate is not trusted")
                .contains("--ca")
                .doesNotContain("az login");
    }

    @Test
    void theAuthorityOfTheEnvironmentCountsWhereNoneIsNamed() throws Exception {
        String server = command.relay.endpoint().toString();
        Jar.Result result = command.plain(
                CommandFixture.signedInAnd(Map.of("AZURE_AUTHORITY_HOST", server)),
                ClientAndMock.SAMPLE.toString(),
                "--endpoint",
                server,
                "--ca",
                folder.resolve("all.pem").toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS_PROXY", "https_proxy", "HTTP_PROXY"})
    void callsAndTokensGoThroughTheProxyOfTheEnvironment(String variable) throws Exception {
        try (ConnectProxy proxy = new ConnectProxy("")) {
            Jar.Result result = through(Map.of(variable, "http://127.0.0.1:" + proxy.port()));
            assertThat(result.exitCode()).as(result.err()).isZero();
            // The call reuses the token request's connection.
            assertThat(proxy.requests())
                    .containsExactly(
                            "CONNECT localhost:" + command.relay.endpoint().getPort() + " HTTP/1.1");
        }
    }

    @Test
    void credentialsOfAProxyAreSentAndNeverShown() throws Exception {
        String basic = Base64.getEncoder().encodeToString("us er:p@ss".getBytes(StandardCharsets.US_ASCII));
        try (ConnectProxy proxy = new ConnectProxy("Basic " + basic)) {
            Jar.Result good = through(Map.of("HTTPS_PROXY", "http://us%20er:p%40ss@127.0.0.1:" + proxy.port()));
            assertThat(good.exitCode()).as(good.err()).isZero();
            Jar.Result bad = through(Map.of("HTTPS_PROXY", "http://me:s3cret@127.0.0.1:" + proxy.port()), "--verbose");
            assertThat(bad.exitCode()).isEqualTo(3);
            assertThat(bad.err()).doesNotContain("s3cret");
            assertThat(last(bad.err()))
                    .startsWith("apim-reconnect: no token: the proxy refused: ")
                    .contains("407", "; check the proxy (HTTPS_PROXY, NO_PROXY)");
        }
    }

    @Test
    void hostsOfNoProxyAreReachedDirectly() throws Exception {
        try (ConnectProxy proxy = new ConnectProxy("")) {
            Jar.Result result = through(
                    Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port(), "NO_PROXY", "example.com, localhost"));
            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(proxy.requests()).isEmpty();
        }
    }

    @Test
    void anEmptyVariableIsNotSetSoTheManagedIdentityIsAskedWithoutTheProxy() throws Exception {
        Map<String, String> inAppService = CommandFixture.signedInAnd(Map.of(
                "AZURE_CLIENT_SECRET", "",
                "IDENTITY_ENDPOINT", command.relay.httpEndpoint() + "/msi/token",
                "IDENTITY_HEADER", "a-secret"));
        try (ConnectProxy proxy = new ConnectProxy("")) {
            inAppService.put("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port());
            URI server = command.relay.endpoint();
            Jar.Result result = command.run(inAppService, server, server, ClientAndMock.SAMPLE.toString());
            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(proxy.requests()).as("the call alone").hasSize(1);
        }
    }

    private Jar.Result through(Map<String, String> proxy, String... args) throws Exception {
        String[] all = Stream.concat(Stream.of(ClientAndMock.SAMPLE.toString()), Arrays.stream(args))
                .toArray(String[]::new);
        URI server = command.relay.endpoint();
        return command.run(CommandFixture.signedInAnd(proxy), server, server, all);
    }

    @Test
    void eachRetryIsOneLineOnStderr() throws Exception {
        command.mock.script(Scope.ANY, Step.answer("internal-server-error"), Step.answer("bad-gateway-html"));
        Jar.Result result = command.run(ClientAndMock.SAMPLE.toString(), "--output", "json");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err().lines())
                .containsExactly(
                        "apim-reconnect: attempt 1 of 5 failed: 500 InternalServerError: Encountered internal server error.;"
                                + " trying again",
                        "apim-reconnect: attempt 2 of 5 failed: 502; trying again");
        assertThat(result.out().lines()).hasSize(1);
    }

    @Test
    void retriesOfTokenRequestsAreAlsoLines() throws Exception {
        MockArm gone = MockArm.start();
        gone.close();
        Jar.Result result = command.run(command.relay.endpoint(), gone.endpoint(), ClientAndMock.SAMPLE.toString());
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err().lines().filter(line -> line.startsWith("apim-reconnect: token request failed: ")))
                .hasSize(3)
                .allMatch(line -> line.endsWith("; trying again"));
        assertThat(last(result.err())).contains("no token: connection refused: localhost/", "--authority");
    }

    @Test
    void aLockIsToBeRemoved() throws Exception {
        command.mock.script(Scope.ANY, Step.answer("scope-locked"));
        Jar.Result result = command.run(ClientAndMock.SAMPLE.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().lines()).singleElement().asString().contains("409 ScopeLocked", "; remove the lock");
    }

    @Test
    void aTotalTimeoutHasAdviceOfItsOwn() throws Exception {
        MockArm gone = MockArm.start();
        gone.close();
        Jar.Result result = command.run(
                command.relay.endpoint(), gone.endpoint(), ClientAndMock.SAMPLE.toString(), "--timeout", "500ms");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(last(result.err())).contains("; nothing was sent, as no token was received", "raise --timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aSignalIsExitCode130AndSaysThatTheServiceMayHaveAccepted(String signal) throws Exception {
        Signals.assumeReceived(signal);
        command.mock.script(Scope.ANY, Step.answer("service-unavailable").times(4));
        URI server = command.relay.endpoint();
        ProcessBuilder builder = Jar.builder(
                Jar.COMMAND, command.toMock(server, server, ClientAndMock.SAMPLE.toString(), "--output", "json"));
        builder.environment().putAll(CommandFixture.withoutProxy(CommandFixture.SIGNED_IN));
        Process process = builder.start();
        try {
            // The command is now waiting for the Retry-After.
            assertThat(process.errorReader().readLine()).contains("attempt 1 of 5 failed: 503");
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
            assertThat(process.inputReader().readLine())
                    .startsWith("{\"status\":\"interrupted\"")
                    .contains("may have accepted");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String last(String text) {
        List<String> lines = text.lines().toList();
        return lines.get(lines.size() - 1);
    }
}
