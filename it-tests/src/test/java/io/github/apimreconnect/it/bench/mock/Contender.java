package io.github.apimreconnect.it.bench.mock;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A server to measure.
 *
 * @param key its name in {@code -Dbench.only}
 * @param name its name in the report
 * @param settings a description of its settings
 * @param enforces whether it refuses requests that violate the contract
 * @param jar the jar that users download, if there is one
 * @param command the arguments of {@code java} that start it on a port of the loopback address
 */
record Contender(
        String key,
        String name,
        String settings,
        boolean enforces,
        Optional<Path> jar,
        IntFunction<List<String>> command) {

    static final Path PEERS = Path.of("target", "peers");
    private static final Path MOCK = Path.of("..", "mock-arm", "target", "mock-arm.jar");
    private static final String WIREMOCK = System.getProperty("bench.wiremock", "");
    private static final String MOCKSERVER = System.getProperty("bench.mockserver", "");

    static Contender mock(Path folder) {
        return new Contender(
                "mock",
                "mock-arm",
                "`--auth any --throttle off --journal 10000`",
                true,
                Optional.of(MOCK),
                port -> List.of(
                        "-jar",
                        MOCK.toString(),
                        "--port",
                        "" + port,
                        "--auth",
                        "any",
                        "--throttle",
                        "off",
                        "--journal",
                        "10000",
                        "--tls-dir",
                        folder.resolve("tls").toString()));
    }

    /** WireMock recounts its journal for each request, so it gets 1,000 entries where the mock has 10,000. */
    static Contender wireMock(Path root) {
        return wireMock("wiremock", "journal of 1,000", root, "--max-request-journal-entries", "1000");
    }

    static Contender wireMockWithoutJournal(Path root) {
        return wireMock("wiremock-bare", "no journal", root, "--no-request-journal");
    }

    private static Contender wireMock(String key, String suffix, Path root, String... journal) {
        Path jar = PEERS.resolve("wiremock-standalone-" + WIREMOCK + ".jar");
        return new Contender(
                key,
                "WireMock " + WIREMOCK + ", " + suffix,
                "`" + String.join(" ", journal)
                        + " --disable-request-logging --disable-gzip`, body by `matchesJsonPath`",
                true,
                Optional.of(jar),
                port -> {
                    List<String> arguments = new ArrayList<>(List.of(
                            "-jar",
                            jar.toString(),
                            "--port",
                            "" + port,
                            "--bind-address",
                            "127.0.0.1",
                            "--root-dir",
                            root.toString(),
                            "--disable-banner",
                            "--disable-request-logging",
                            "--disable-gzip"));
                    arguments.addAll(List.of(journal));
                    return arguments;
                });
    }

    /** Without its log, MockServer has no journal. */
    static Contender mockServer(Path expectations) {
        Path jar = PEERS.resolve("mockserver-netty-no-dependencies-" + MOCKSERVER + ".jar");
        return new Contender(
                "mockserver",
                "MockServer " + MOCKSERVER + ", logging off",
                "`logLevel=OFF disableLogging=true`, so no journal; body by `JSON_SCHEMA`",
                true,
                Optional.of(jar),
                port -> List.of(
                        "-Dmockserver.logLevel=OFF",
                        "-Dmockserver.disableLogging=true",
                        "-Dmockserver.localBoundIP=127.0.0.1",
                        "-Dmockserver.initializationJsonPath=" + expectations,
                        "-jar",
                        jar.toString(),
                        "-serverPort",
                        "" + port));
    }

    static Contender reactorNetty() {
        return bare(
                "reactor-netty",
                "bare Reactor Netty",
                "drains the body, answers 202",
                port -> Child.ofClass(ReactorNettyServer.class, "" + port, "false"));
    }

    static Contender delayingReactorNetty() {
        return bare(
                "delaying",
                "bare Reactor Netty",
                "`Mono.delay`",
                port -> Child.ofClass(ReactorNettyServer.class, "" + port, "true"));
    }

    static Contender netty() {
        return bare(
                "netty",
                "bare Netty",
                "`HttpServerCodec`, aggregator, answers 202",
                port -> Child.ofClass(NettyServer.class, "" + port));
    }

    private static Contender bare(String key, String name, String settings, IntFunction<List<String>> command) {
        return new Contender(key, name, settings, false, Optional.empty(), command);
    }
}
