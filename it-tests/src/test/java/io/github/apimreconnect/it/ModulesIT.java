package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small consumer of both libraries, compiled and run on the class path and on the module path. */
final class ModulesIT {
    private static final String MODULE = """
            module consumer {
                requires io.github.apimreconnect.client;
                requires io.github.apimreconnect.mockarm;
            }
            """;

    private static final String PROGRAM = """
            package consumer;

            import io.github.apimreconnect.client.BackendId;
            import io.github.apimreconnect.client.BackendReconnectClientBuilder;
            import io.github.apimreconnect.client.BackendReconnectException;
            import io.github.apimreconnect.mockarm.Auth;
            import io.github.apimreconnect.mockarm.MockArm;
            import java.time.Duration;

            public final class Consumer {
                public static void main(String[] args) {
                    try (MockArm mock = MockArm.builder().auth(Auth.NONE).start()) {
                        new BackendReconnectClientBuilder()
                                .endpoint(mock.httpEndpoint().toString())
                                .buildAsyncClient()
                                .reconnect(
                                        BackendId.of("0f8fad5b-d9cb-469f-a165-70867728950e", "rg1", "service1", "backend1"),
                                        Duration.ofMinutes(2))
                                .block();
                        System.out.println(mock.journal().last().status() + " " + mock.journal().last().body());
                        System.out.println(refusal(mock));
                        System.out.println(mock.token().split("[.]").length + " parts");
                        System.out.println(mock.certificateAuthority().getSubjectX500Principal() != null);
                    }
                    // Reactor Netty's threads are daemons, but for a moment after the last call.
                    System.exit(0);
                }

                private static String refusal(MockArm mock) {
                    try {
                        new BackendReconnectClientBuilder()
                                .endpoint(mock.httpEndpoint().toString())
                                .apiVersion("2000-01-01")
                                .buildAsyncClient()
                                .reconnect(BackendId.of("0f8fad5b-d9cb-469f-a165-70867728950e", "rg1", "service1", "b"))
                                .block();
                        return "accepted";
                    } catch (BackendReconnectException refused) {
                        return refused.getStatusCode() + " " + refused.getValue().getCode();
                    }
                }
            }
            """;

    /** The runtime dependencies of both libraries, without those of the tests, which are not modules. */
    private static final List<String> NEEDED = List.of(
            "/azure-core",
            "/azure-json",
            "/azure-xml",
            "/bcp",
            "/bcutil",
            "/itu-",
            "/jackson-annotations-",
            "/jackson-core-",
            "/jackson-databind-",
            "/jackson-dataformat-yaml-",
            "/jackson-datatype-jsr310-",
            "/jspecify-",
            "/networknt/",
            "/netty-",
            "/nimbus-jose-jwt-",
            "/reactive-streams-",
            "/reactor-core-",
            "/reactor-netty-",
            "/slf4j-api-",
            "/snakeyaml-");

    @TempDir
    Path folder;

    private Path sources;
    private Path classes;

    @BeforeEach
    void write() throws IOException {
        sources = Files.createDirectories(folder.resolve("src/consumer"));
        classes = folder.resolve("classes");
        Files.writeString(sources.resolve("Consumer.java"), PROGRAM);
    }

    @Test
    void aConsumerRunsOnTheClassPath() throws Exception {
        compile("--class-path", path());
        assertReconnects(run("--class-path", path() + File.pathSeparator + classes, "consumer.Consumer"));
    }

    @Test
    void aConsumerRunsOnTheModulePath() throws Exception {
        Files.writeString(sources.resolveSibling("module-info.java"), MODULE);
        compile("--module-path", path());
        assertReconnects(
                run("--module-path", path() + File.pathSeparator + classes, "--module", "consumer/consumer.Consumer"));
    }

    @Test
    void theInsideOfTheMockIsNotExported() throws Exception {
        Files.writeString(sources.resolveSibling("module-info.java"), MODULE);
        Files.writeString(
                sources.resolve("Consumer.java"),
                PROGRAM.replace(
                        "import java.time",
                        "import io.github.apimreconnect.mockarm.internal.ArmServer;\nimport java.time"));
        Jar.Result compiled = javac("--module-path", path());
        assertThat(compiled.exitCode()).isOne();
        assertThat(compiled.out() + compiled.err()).contains("does not export");
    }

    private void compile(String... path) throws Exception {
        Jar.Result compiled = javac(path);
        assertThat(compiled.exitCode()).as(compiled.out() + compiled.err()).isZero();
    }

    private Jar.Result javac(String... path) throws Exception {
        List<String> command = new ArrayList<>(List.of(tool("javac"), "-d", classes.toString()));
        command.addAll(List.of(path));
        try (var files = Files.walk(folder.resolve("src"))) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> command.add(file.toString()));
        }
        return Jar.run(command, folder, Map.of());
    }

    private Jar.Result run(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(tool("java")));
        command.addAll(List.of(options));
        return Jar.run(command, folder, Map.of());
    }

    private static void assertReconnects(Jar.Result ran) {
        assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
        assertThat(ran.out().lines())
                .containsExactly(
                        "202 {\"properties\":{\"after\":\"PT2M\"}}", "404 InvalidResourceType", "3 parts", "true");
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** Returns the jars of the libraries and their dependencies. */
    private static String path() {
        String needed = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> NEEDED.stream()
                        .anyMatch(name -> entry.replace('\\', '/').contains(name)))
                .filter(entry -> !entry.contains("opentelemetry"))
                // Jackson 3, which Spring brings.
                .filter(entry -> !entry.replace('\\', '/').contains("/tools/jackson/"))
                .collect(Collectors.joining(File.pathSeparator));
        return jar("client", "apim-reconnect-client")
                + File.pathSeparator
                + jar("mock-arm", "apim-reconnect-mock-arm")
                + File.pathSeparator
                + needed;
    }

    private static Path jar(String module, String artifact) {
        try (var files = Files.list(Path.of("..", module, "target"))) {
            return files.filter(file -> file.getFileName().toString().matches(artifact + "-[0-9].*\\.jar"))
                    .filter(file -> !file.toString().contains("sources")
                            && !file.toString().contains("javadoc"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
