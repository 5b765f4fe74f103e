package io.github.apimreconnect.it.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpClient;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.BackendReconnectClientBuilder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The image of the mock, built from its Dockerfile and run as an engine runs it. */
@TestInstance(Lifecycle.PER_CLASS)
final class ImageIT {
    private static final Path FOLDER = Path.of("target", "image").toAbsolutePath();
    private static final String NAME = "mock-arm";
    /** On Linux, every address of 127.0.0.0/8 is this machine; a mock on 127.0.0.1 alone does not have this one. */
    private static final String OTHER_ADDRESS = "127.0.0.2";

    private static final BackendId BACKEND =
            BackendId.of("0f8fad5b-d9cb-469f-a165-70867728950e", "rg1", "apimService1", "proxybackend");
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int SIGTERM = 143;
    private static final int POLL_MILLIS = 25;

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // built before the first test
    private Image image;

    @BeforeAll
    void build() throws Exception {
        image = Image.build(FOLDER);
    }

    @AfterAll
    void noProcessIsLeftInAContainer() {
        assertThat(image.processes()).isEmpty();
    }

    @Test
    void theMockIsReadyAndItsSizesAreRecorded() throws Exception {
        try (Container container = run(Map.of())) {
            String report = String.format(
                    Locale.ROOT,
                    "image %d MB, of these the mock %d MB with its archive of classes; ready after %d ms%n",
                    image.bytes("") / 1_000_000,
                    image.bytes("opt/mock-arm") / 1_000_000,
                    container.ready().toMillis());
            System.out.print(report);
            Files.writeString(FOLDER.resolve("report.md"), report);
            assertThat(container.output()).startsWith("mock-arm ready https://");
        }
    }

    @Test
    void aMockIsHealthyByNameAndByAddress() throws Exception {
        try (Container container = run(Map.of())) {
            for (String host : List.of(NAME, OTHER_ADDRESS)) {
                assertThat(get(container, "/_mock/health", host))
                        .startsWith("HTTP/1.1 200")
                        .contains("UP");
            }
        }
    }

    @Test
    void theHealthCheckFailsOnceTheMockHasEnded() throws Exception {
        assertThat(image.healthCheck()).first().isEqualTo("CMD");
        List<String> check = image.healthCheck().subList(1, image.healthCheck().size());
        try (Container container = run(Map.of())) {
            assertThat(container.execute(check)).isZero();
            container.stop();
            container.awaitExit();
            assertThat(container.execute(check)).isOne();
        }
    }

    /** Needs the option --public-host, for the certificate. */
    @Test
    void aReconnectOverTlsByNameIsAccepted() throws Exception {
        try (Container container = run(Map.of("MOCK_ARM_PUBLIC_HOST", NAME, "MOCK_ARM_TLS_DIR", "/tls"))) {
            SslContext trust = SslContextBuilder.forClient()
                    .trustManager(container.file("/tls/ca.pem").toFile())
                    .build();
            HttpClient transport = new NettyAsyncHttpClientBuilder(reactor.netty.http.client.HttpClient.create()
                            .resolver(new ToLoopback())
                            .secure(tls -> tls.sslContext(trust)))
                    .build();
            StepVerifier.create(new BackendReconnectClientBuilder()
                            .endpoint("https://" + NAME + ":" + container.port())
                            .credential(request -> Mono.just(new AccessToken(
                                    "any", OffsetDateTime.now(ZoneOffset.UTC).plusHours(1))))
                            .httpClient(transport)
                            .buildAsyncClient()
                            .reconnect(BACKEND, Duration.ofMinutes(2)))
                    .verifyComplete();
        }
    }

    @Test
    void sigtermLetsARequestInFlightFinish() throws Exception {
        try (Container container = run(Map.of("MOCK_ARM_DRAIN_TIMEOUT", "20s"));
                Socket caller = connect(container)) {
            send(caller, "POST /half HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{");
            container.stop();
            for (int i = 0; listens(container); i++) {
                assertThat(i * POLL_MILLIS).as("milliseconds of waiting").isLessThan(TIMEOUT_MILLIS);
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            send(caller, "}");
            assertThat(rest(caller)).startsWith("HTTP/1.1 404");
            assertThat(container.awaitExit()).isEqualTo(SIGTERM);
        }
    }

    @Test
    void theMockIsNotRootAndIsProcessOneOfItsContainer() throws Exception {
        assertThat(image.user()).isEqualTo("10001:10001");
        try (Container container = run(Map.of())) {
            assertThat(container.status("status"))
                    .contains("Name:\tjava\n", "Uid:\t10001\t10001\t10001\t10001\n", "CapEff:\t0000000000000000\n")
                    .containsPattern("NSpid:\\t[0-9]+\\t1\\n");
        }
    }

    @Test
    void variablesConfigureIt() throws Exception {
        try (Container container = run(Map.of("MOCK_ARM_AUTH", "none", "MOCK_ARM_STRICT_DURATION", "true"));
                Socket caller = connect(container)) {
            String body = "{\"properties\":{\"after\":\"PT3S\"}}";
            send(
                    caller,
                    "POST " + BACKEND + "/reconnect?api-version=2023-05-01-preview HTTP/1.1\r\nHost: localhost\r\n"
                            + "Connection: close\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                            + "\r\n\r\n" + body);
            assertThat(rest(caller)).startsWith("HTTP/1.1 400").contains("PT2M");
        }
    }

    @Test
    void theClassesComeFromTheArchiveOfTheImage() throws Exception {
        try (Container container = run(Map.of())) {
            assertThat(container.status("maps")).containsPattern("/opt/mock-arm/lib/cds/[^/]+\\.jsa");
        }
    }

    @Test
    void thePortOfTheDocumentsIsExposed() {
        assertThat(image.ports()).containsExactly("8443/tcp");
    }

    @Test
    void theComposeFileWorksWhereThereIsAnEngine() throws Exception {
        List<String> compose = Stream.of(List.of("docker", "compose"), List.of("podman-compose"))
                .filter(command -> succeeds(Stream.concat(command.stream(), Stream.of("ps"))))
                .findFirst()
                .orElseGet(() -> Assumptions.abort(
                        "Skipped: neither 'docker compose' nor 'podman-compose' reaches a container engine here"));
        Stream<String> file = Stream.of("-f", "mock-arm/compose.yaml");
        List<String> all = Stream.concat(compose.stream(), file).toList();
        try {
            assertThat(succeeds(Stream.concat(all.stream(), Stream.of("up", "--build", "--detach", "--wait"))))
                    .isTrue();
        } finally {
            succeeds(Stream.concat(all.stream(), Stream.of("down", "--volumes")));
        }
    }

    private boolean succeeds(Stream<String> command) {
        try {
            Path log = Files.createTempFile(folder, "engine", ".log");
            Process process = new ProcessBuilder(command.toList())
                    .directory(Path.of("..").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Container run(Map<String, String> environment) throws IOException, InterruptedException {
        return Container.run(image, environment, folder);
    }

    private static Socket connect(Container container) throws IOException {
        Socket socket = new Socket(InetAddress.getByName(OTHER_ADDRESS), container.port());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    private static boolean listens(Container container) {
        try (Socket socket = connect(container)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String get(Container container, String path, String host) throws IOException {
        try (Socket socket = connect(container)) {
            send(socket, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            return rest(socket);
        }
    }
}
