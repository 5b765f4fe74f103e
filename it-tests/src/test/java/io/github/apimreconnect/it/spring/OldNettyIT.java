package io.github.apimreconnect.it.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.azure.core.util.HttpClientOptions;
import io.github.apimreconnect.client.BackendReconnectClientBuilder;
import io.github.apimreconnect.it.Jar;
import io.github.apimreconnect.it.Jdk;
import io.github.apimreconnect.mockarm.MockArm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import reactor.core.publisher.Mono;

/**
 * The error that users of Spring Boot 3.5 and 4.0 get, in a process with its Netty, which is 4.1 or an early 4.2, and with our
 * Reactor Netty.
 */
final class OldNettyIT {
    private static final String OLD = "target/old-netty";
    private static final String EARLY = "target/early-netty";

    @TempDir
    private Path folder;

    /** Without epoll, as on macOS and Windows, an early 4.2 only lacks a method that makes certificates. */
    static final List<Arguments> TOO_OLD = List.of(
            arguments(OLD, BuildsAClient.class, ""),
            arguments(OLD, BuildsAClientWithLimits.class, ""),
            arguments(OLD, StartsAMock.class, ""),
            arguments(EARLY, StartsAMock.class, ""),
            arguments(EARLY, StartsAMock.class, "-Dio.netty.transport.noNative=true"));

    @ParameterizedTest
    @FieldSource("TOO_OLD")
    void theErrorIsOneSentenceWithBothVersionsAndWhatToSet(String netty, Class<?> program, String option)
            throws Exception {
        assertThat(run(netty, program, option))
                .contains("but the class path has Netty " + version(netty) + ";")
                .contains("netty.version to " + managed("netty-bom"))
                .contains("reactor-bom.version to " + managed("reactor-bom"));
    }

    @ParameterizedTest
    @CsvSource({OLD + ", BuildsAClientWithATransport", EARLY + ", BuildsAClient"})
    void aClientThatDoesNotNeedTheNewestNettyIsBuilt(String netty, String program) throws Exception {
        assertThat(run(netty, Class.forName(OldNettyIT.class.getName() + "$" + program), ""))
                .isEqualTo("built");
    }

    private String run(String netty, Class<?> program, String option) throws Exception {
        List<String> command = Stream.of(
                        Jdk.current().java(),
                        option,
                        "-cp",
                        Path.of(netty).toAbsolutePath() + "/*" + File.pathSeparator + without(netty),
                        program.getName())
                .filter(argument -> !argument.isEmpty())
                .toList();
        Jar.Result ran = Jar.run(command, folder, Map.of());
        assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
        return ran.out().strip();
    }

    /** Returns our class path without the jars that have an older twin. */
    private static String without(String netty) throws IOException {
        Pattern version = Pattern.compile("-[0-9].*");
        try (var files = Files.list(Path.of(netty))) {
            List<String> twins = files.map(file ->
                            version.matcher(file.getFileName().toString()).replaceFirst(""))
                    .toList();
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> !twins.contains(
                            version.matcher(Path.of(entry).getFileName().toString())
                                    .replaceFirst("")))
                    .filter(entry -> netty.equals(EARLY)
                            || (!entry.contains("netty-codec-base") && !entry.contains("netty-codec-compression")))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static String version(String netty) throws IOException {
        try (var files = Files.list(Path.of(netty))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("netty-common-"))
                    .map(name -> name.replaceAll("netty-common-|\\.jar", ""))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Returns the version of a BOM in the parent's pom. */
    private static String managed(String bom) throws IOException {
        return Files.readString(Path.of("../pom.xml"))
                .replaceFirst("(?s).*?<artifactId>" + bom + "</artifactId><version>(.*?)</version>.*", "$1");
    }

    /** Builds a client with the defaults. */
    static final class BuildsAClient {
        private BuildsAClient() {}

        public static void main(String[] args) {
            System.out.println(outcome(() -> new BackendReconnectClientBuilder().buildAsyncClient()));
        }
    }

    /** Builds a client whose transport differs from the shared one. */
    static final class BuildsAClientWithLimits {
        private BuildsAClientWithLimits() {}

        public static void main(String[] args) {
            System.out.println(outcome(() -> new BackendReconnectClientBuilder()
                    .clientOptions(new HttpClientOptions().setMaximumConnectionPoolSize(1))
                    .buildAsyncClient()));
        }
    }

    /** Starts a mock with the defaults. */
    static final class StartsAMock {
        private StartsAMock() {}

        public static void main(String[] args) {
            System.out.println(outcome(MockArm::start));
        }
    }

    /** Builds a client that does not use the default transport. */
    static final class BuildsAClientWithATransport {
        private BuildsAClientWithATransport() {}

        public static void main(String[] args) {
            System.out.println(outcome(() -> new BackendReconnectClientBuilder()
                    .httpClient(request -> Mono.empty())
                    .buildAsyncClient()));
        }
    }

    private static String outcome(Runnable action) {
        try {
            action.run();
            return "built";
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
