package io.github.apimreconnect.mockarm;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The options of the command line, each an environment variable, too. */
final class MockArmOptions {
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
            splitSynopsisLabel = ",",
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
            names = "--world",
            paramLabel = "FILE",
            defaultValue = "${env:MOCK_ARM_WORLD:-" + CommandLine.Option.NULL_VALUE + "}",
            description = "Only what this YAML or JSON file lists exists. Default: everything does")
    private @Nullable Path world;

    @Option(
            names = "--scenarios",
            paramLabel = "DIR",
            defaultValue = "${env:MOCK_ARM_SCENARIOS:-" + CommandLine.Option.NULL_VALUE + "}",
            description = "More canned answers: a JSON file for each, which wins over one shipped with its name.")
    private @Nullable Path scenarios;

    @Option(
            names = "--throttle",
            paramLabel = "off|arm|CAPACITY/REFILL_PER_SECOND",
            defaultValue = "${env:MOCK_ARM_THROTTLE:-off}",
            description = "Write bucket per subscription and principal; arm is 200/10. Default: off")
    private String throttle = "off";

    @Option(
            names = "--clock",
            paramLabel = "real|virtual",
            defaultValue = "${env:MOCK_ARM_CLOCK:-real}",
            description = "A virtual clock stands still until POST /_mock/clock moves it. Default: real")
    private ClockKind clock = ClockKind.REAL;

    @Option(
            names = "--fault-rate",
            paramLabel = "P",
            defaultValue = "${env:MOCK_ARM_FAULT_RATE:-0}",
            description = "Share of good requests that a fault strikes at random, from 0 to 1. Default: 0")
    private double faultRate;

    @Option(
            names = "--fault-kinds",
            paramLabel = "LIST",
            split = "\\s*,\\s*(?![^(]*\\))",
            splitSynopsisLabel = ",",
            defaultValue = "${env:MOCK_ARM_FAULT_KINDS:-reset,truncate,too-many-requests,service-unavailable}",
            description = "Faults and canned answers that strike, such as delay:20ms,reset@in-body,gateway-timeout."
                    + " Default: reset,truncate,too-many-requests,service-unavailable")
    private List<String> faultKinds = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "${env:MOCK_ARM_SEED:-" + CommandLine.Option.NULL_VALUE + "}",
            description = "Seed of the faults: the same one strikes the same requests. Default: random, printed")
    private @Nullable Long seed;

    @Option(
            names = "--log",
            paramLabel = "quiet|requests",
            defaultValue = "${env:MOCK_ARM_LOG:-quiet}",
            description = "Print a line for each request. Default: quiet")
    private LogKind log = LogKind.QUIET;

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
            converter = Time.class,
            description = "How long SIGTERM waits for requests in flight, as 5s, 500ms or PT5S. Default: 5s")
    private Duration drainTimeout = Duration.ofSeconds(5);

    private enum ClockKind {
        REAL,
        VIRTUAL
    }

    private enum LogKind {
        QUIET,
        REQUESTS
    }

    /** Where the ready line goes, in a folder that exists, or null. */
    @Nullable
    Path readyFile() {
        if (readyFile != null && !Files.isDirectory(ReadyFile.folder(readyFile))) {
            throw new IllegalArgumentException("'--ready-file' must be in a folder that exists, unlike " + readyFile);
        }
        return readyFile;
    }

    /** Where the trust material goes, or null for a folder of its own. */
    @Nullable
    Path tlsDir() {
        return tlsDir;
    }

    /** What of them is worth a word once the mock serves. */
    String shown() {
        return ", auth " + auth.name().toLowerCase(Locale.ROOT) + (faultRate == 0 ? "" : ", seed " + seed);
    }

    /** The settings; requests are printed where these say so. */
    MockArmBuilder builder(PrintWriter out) {
        MockArmBuilder builder = MockArm.builder()
                .port(port)
                .auth(auth)
                .throttle(throttle)
                .journal(journal)
                .drainTimeout(drainTimeout);
        if (host != null) {
            builder.host(host);
        }
        if (world != null) {
            builder.world(world);
        }
        if (scenarios != null) {
            builder.scenarios(scenarios);
        }
        if (clock == ClockKind.VIRTUAL) {
            builder.virtualClock();
        }
        seed = seed == null ? Long.valueOf(new SecureRandom().nextInt(Integer.MAX_VALUE)) : seed;
        // With a rate of 0, too: kinds that are none are told now, and not on the day the rate goes up.
        builder.randomFaults(
                faultRate, seed, faultKinds.stream().map(MockArmOptions::kind).toList());
        if (log == LogKind.REQUESTS) {
            builder.onRequest(RequestLog.to(out));
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

    private static Step kind(String text) {
        try {
            return Step.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'faultKinds': " + e.getMessage(), e);
        }
    }

    /** Reads {@code 5s}, {@code 500ms} and ISO 8601. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return Pauses.time(text);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
