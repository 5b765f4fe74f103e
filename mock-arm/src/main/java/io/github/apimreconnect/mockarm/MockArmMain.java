package io.github.apimreconnect.mockarm;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reactor.netty.ChannelBindException;
import reactor.netty.resources.LoopResources;

/** The command line of the mock. */
@Command(
        name = "mock-arm",
        header = "Mocks the Azure Resource Manager endpoint of API Management's \"Backend - Reconnect\".%n",
        description = "%nEvery option is an environment variable, too: --tls-dir is MOCK_ARM_TLS_DIR.%n",
        footer = {
            "",
            "Examples:",
            "  java -jar mock-arm.jar",
            "  java -jar mock-arm.jar --port 0 --ready-file ready.json --auth issued",
            "  java -jar mock-arm.jar --strict-duration --throttle arm"
        },
        mixinStandardHelpOptions = true,
        versionProvider = MockArmMain.Version.class,
        sortOptions = false)
final class MockArmMain implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "${env:MOCK_ARM_HOST:-" + CommandLine.Option.NULL_VALUE + "}",
            description = "Address to listen on. Default: 127.0.0.1 and ::1. Anyone who reaches it can use the mock.")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:MOCK_ARM_PORT:-8443}",
            description = "Port for TLS and plain HTTP; 0 is any free one. Default: 8443")
    private int port;

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            defaultValue = "${env:MOCK_ARM_READY_FILE:-" + CommandLine.Option.NULL_VALUE + "}",
            description =
                    "Write one line of JSON here once a request has been served: endpoint, httpEndpoint, pid, caFile.")
    private @Nullable Path readyFile;

    @Option(
            names = "--tls-dir",
            paramLabel = "DIR",
            defaultValue = "${env:MOCK_ARM_TLS_DIR:-" + CommandLine.Option.NULL_VALUE + "}",
            description = "Where ca.pem and truststore.p12 go. Default: a new folder in the temp dir, printed")
    private @Nullable Path tlsDir;

    @Option(
            names = "--auth",
            paramLabel = "any|issued|none",
            defaultValue = "${env:MOCK_ARM_AUTH:-any}",
            description = "Tokens taken: any, those issued by this mock, or no check. Default: any")
    private Auth auth = Auth.ANY;

    @Option(
            names = "--api-versions",
            paramLabel = "LIST",
            split = "\\s*,\\s*",
            defaultValue = "${env:MOCK_ARM_API_VERSIONS:-" + CommandLine.Option.NULL_VALUE + "}",
            description = "api-versions supported, with commas between. Default: those known to have reconnect")
    private @Nullable List<String> apiVersions;

    @Option(
            names = "--any-api-version",
            arity = "0",
            fallbackValue = "true",
            defaultValue = "${env:MOCK_ARM_ANY_API_VERSION:-false}",
            description = "Support any api-version.")
    private boolean anyApiVersion;

    @Option(
            names = "--strict-duration",
            arity = "0",
            fallbackValue = "true",
            defaultValue = "${env:MOCK_ARM_STRICT_DURATION:-false}",
            description = "Refuse 'after' below the documented minimum, PT2M.")
    private boolean strictDuration;

    @Option(
            names = "--throttle",
            paramLabel = "off|arm|CAPACITY/REFILL_PER_SECOND",
            defaultValue = "${env:MOCK_ARM_THROTTLE:-off}",
            description = "Write bucket per subscription and principal; arm is 200/10. Default: off")
    private String throttle = "off";

    @Option(
            names = "--journal",
            paramLabel = "N",
            defaultValue = "${env:MOCK_ARM_JOURNAL:-10000}",
            description = "Requests the journal keeps. Default: 10000")
    private int journal;

    @Option(
            names = "--drain-timeout",
            paramLabel = "TIME",
            defaultValue = "${env:MOCK_ARM_DRAIN_TIMEOUT:-5s}",
            converter = Seconds.class,
            description = "How long SIGTERM waits for requests in flight, as 5s, 500ms or PT5S. Default: 5s")
    private Duration drainTimeout = Duration.ofSeconds(5);

    private MockArmMain() {}

    /**
     * Runs the mock until the process is told to end.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new MockArmMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, unused) -> oneLine(e.getCommandLine(), e))
                .setExecutionExceptionHandler((e, command, unused) -> oneLine(command, e))
                .execute(args));
    }

    private static int oneLine(CommandLine command, Exception e) {
        String message = e instanceof ChannelBindException bind
                ? "cannot listen on " + bind.localHost() + ":" + bind.localPort() + ", see --host and --port: "
                        + (bind.getCause() == null
                                ? bind.getMessage()
                                : bind.getCause().getMessage())
                : String.valueOf(e.getMessage());
        message = message.lines().findFirst().orElse("");
        command.getErr().println("mock-arm: " + message + " (--help lists the options)");
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (readyFile != null && !Files.isDirectory(ReadyFile.folder(readyFile))) {
            throw new IllegalArgumentException("'--ready-file' must be in a folder that exists, unlike " + readyFile);
        }
        MockArm mock = configured().start();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            mock.close();
            ended.countDown();
        }));
        Path caFile = mock.writeTrustMaterial(tlsDir != null ? tlsDir : temporaryFolder());
        ReadyFile ready = new ReadyFile(mock, caFile.toAbsolutePath());
        ready.serveOnce();
        PrintWriter out = spec.commandLine().getOut();
        out.println("mock-arm ready " + mock.endpoint() + " " + mock.httpEndpoint());
        out.println("trust " + caFile.toAbsolutePath() + ", transport "
                + (LoopResources.hasNativeSupport() ? "native" : "nio") + ", auth "
                + auth.name().toLowerCase(Locale.ROOT));
        out.flush();
        if (readyFile != null) {
            ready.writeTo(readyFile);
        }
        ended.await();
        return CommandLine.ExitCode.OK;
    }

    /** A folder that ends with the process. */
    private static Path temporaryFolder() throws IOException {
        Path folder = Files.createTempDirectory("mock-arm-tls");
        // The last one registered is deleted first.
        for (Path path : List.of(folder, folder.resolve("ca.pem"), folder.resolve("truststore.p12"))) {
            path.toFile().deleteOnExit();
        }
        return folder;
    }

    private MockArmBuilder configured() {
        MockArmBuilder builder = MockArm.builder()
                .port(port)
                .auth(auth)
                .throttle(throttle)
                .journal(journal)
                .drainTimeout(drainTimeout);
        if (host != null) {
            builder.host(host);
        }
        if (strictDuration) {
            builder.strictDuration();
        }
        if (anyApiVersion && apiVersions != null) {
            throw new IllegalArgumentException("--any-api-version and --api-versions exclude each other");
        }
        if (anyApiVersion) {
            builder.anyApiVersion();
        }
        if (apiVersions != null) {
            builder.apiVersions(apiVersions);
        }
        return builder;
    }

    /** Reads {@code 5s}, {@code 500ms} and ISO 8601. */
    static final class Seconds implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            if (text.endsWith("ms")) {
                return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
            }
            return Duration.parse(text.startsWith("P") ? text : "PT" + text);
        }
    }

    /** The version in the manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = MockArmMain.class.getPackage().getImplementationVersion();
            return new String[] {"mock-arm " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
