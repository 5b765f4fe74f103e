package io.github.apimreconnect.mockarm.internal.command;

import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.Latency;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.SettingsBuilder;
import io.github.apimreconnect.mockarm.internal.setting.BadSettingException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The command-line options. {@link Arguments} reads the environment variable for each. */
final class MockArmOptions {
    private static final List<String> USUAL_FAULTS =
            List.of("reset", "truncate", "too-many-requests", "service-unavailable");

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Address to listen on. Default: 127.0.0.1 and ::1. Anyone who can reach it can use the mock.")
    private @Nullable String host;

    @Option(
            names = "--public-host",
            paramLabel = "NAME",
            split = "\\s*,\\s*",
            splitSynopsisLabel = ",",
            description =
                    "Further names and addresses of the mock, such as a container's: in its certificate, allowed in"
                            + " the admin API, and used in its answers.")
    private @Nullable List<String> publicHosts;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8443",
            description = "Port for TLS and plain HTTP; 0 picks a free one. Default: 8443")
    private int port;

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "Write one line of JSON here when ready: endpoint, httpEndpoint, pid, caFile.")
    private @Nullable Path readyFile;

    @Option(
            names = "--tls-dir",
            paramLabel = "DIR",
            description =
                    "Folder for ca.pem and truststore.p12, which keeps the certificate authority for the next run."
                            + " Default: a new temporary folder, printed at startup, and a new authority")
    private @Nullable Path tlsDir;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Certificate to serve instead of the mock's own, followed by those of its authorities; PEM.")
    private @Nullable Path tlsCert;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key; PEM, PKCS #8, not encrypted.")
    private @Nullable Path tlsKey;

    @Option(
            names = "--auth",
            paramLabel = "any|issued|none",
            defaultValue = "any",
            description = "Accept any bearer token, only tokens issued by this mock, or skip the check. Default: any")
    private Auth auth = Auth.ANY;

    @Option(
            names = "--api-versions",
            paramLabel = "LIST",
            split = "\\s*,\\s*",
            splitSynopsisLabel = ",",
            description = "Supported api-versions, comma-separated. Default: those known to have reconnect")
    private @Nullable List<String> apiVersions;

    @Option(
            names = "--any-api-version",
            arity = "0",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Support any api-version.")
    private boolean anyApiVersion;

    @Option(
            names = "--strict-duration",
            arity = "0",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Refuse 'after' below the documented minimum, PT2M.")
    private boolean strictDuration;

    @Option(
            names = "--world",
            paramLabel = "FILE",
            description = "Only resources listed in this YAML or JSON file exist. Default: all exist")
    private @Nullable Path world;

    @Option(
            names = "--scenarios",
            paramLabel = "DIR",
            description =
                    "Folder of additional canned answers, one JSON file each; overrides shipped ones of the same name.")
    private @Nullable Path scenarios;

    @Option(
            names = "--throttle",
            paramLabel = "off|arm|CAPACITY/REFILL_PER_SECOND",
            defaultValue = "off",
            description = "Write bucket per subscription and principal; arm is 200/10. Default: off")
    private String throttle = "off";

    @Option(
            names = "--clock",
            paramLabel = "real|virtual",
            defaultValue = "real",
            description = "A virtual clock stands still until POST /_mock/clock advances it. Default: real")
    private ClockKind clock = ClockKind.REAL;

    @Option(
            names = "--fault-rate",
            paramLabel = "P",
            description = "Share of valid requests that get a random fault, from 0 to 1. Default: 0")
    private @Nullable Double faultRate;

    @Option(
            names = "--fault-kinds",
            paramLabel = "LIST",
            split = "\\s*,\\s*(?![^(]*\\))",
            splitSynopsisLabel = ",",
            description = "Faults and canned answers to choose from, such as delay:20ms,reset@in-body,gateway-timeout."
                    + " Default: reset,truncate,too-many-requests,service-unavailable")
    private @Nullable List<String> faultKinds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Seed for random faults: the same seed picks the same requests. Default: random, printed at startup")
    private @Nullable Long seed;

    @Option(
            names = "--log",
            paramLabel = "quiet|requests|json",
            defaultValue = "quiet",
            description = "Print a line for each request: as text, or as JSON, and then nothing else. Default: quiet")
    private LogKind log = LogKind.QUIET;

    @Option(
            names = "--journal",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Maximum number of requests in the journal, also limited to 64 MiB and an eighth of the heap."
                    + " Default: 10000")
    private int journal;

    @Option(
            names = "--drain-timeout",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = Time.class,
            description = "How long to wait for requests in flight on SIGTERM, such as 5s, 500ms or PT5S. Default: 5s")
    private Duration drainTimeout = Duration.ofSeconds(5);

    @Option(
            names = ReportFile.OPTION,
            paramLabel = "FILE",
            description = "Write a JUnit XML report here when the mock ends: a test case for each check.")
    private @Nullable Path report;

    @Option(
            names = "--fail-on",
            paramLabel = "LIST",
            split = "\\s*,\\s*",
            splitSynopsisLabel = ",",
            description = "End with exit code 3 after any of these, otherwise with 0: refusal, unused-script,"
                    + " internal-error. Default: no verdict")
    private @Nullable List<String> failOn;

    private enum ClockKind {
        REAL,
        VIRTUAL
    }

    /** Returns the ready file, or null. */
    @Nullable
    Path readyFile() {
        return readyFile;
    }

    /** Returns the folder for the trust material, or null for a temporary one. */
    @Nullable
    Path tlsDir() {
        return tlsDir;
    }

    /** Returns the report to write, or null. */
    @Nullable
    Path report() {
        return report;
    }

    /** Returns what makes the run fail; empty if the exit code is not to be a verdict. */
    Set<FailOn> failOn() {
        return failOn == null ? Set.of() : FailOn.parse(failOn);
    }

    Console console(PrintWriter out) {
        return log.to(out);
    }

    /** Returns the options to print once the mock is ready. */
    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("auth", auth.name().toLowerCase(Locale.ROOT));
        if (faultRate != null && faultRate != 0) {
            shown.put("seed", seed);
        }
        return shown;
    }

    /** Returns the settings of the mock. */
    SettingsBuilder settings(Arguments arguments) {
        SettingsBuilder builder = new SettingsBuilder();
        builder.port(port);
        builder.auth(auth);
        builder.throttle(throttle);
        builder.journal(journal);
        builder.drainTimeout(drainTimeout);
        if (host != null) {
            builder.host(host);
        }
        if (publicHosts != null) {
            builder.publicHost(given(publicHosts));
        }
        if (tlsDir != null) {
            builder.tlsDir(tlsDir);
        }
        builder.certificate(tlsCert, tlsKey);
        if (world != null) {
            builder.world(world);
        }
        if (scenarios != null) {
            builder.scenarios(scenarios);
        }
        if (clock == ClockKind.VIRTUAL) {
            builder.virtualClock();
        }
        if (strictDuration) {
            builder.strictDuration();
        }
        apiVersions(arguments, builder);
        randomFaults(builder);
        return builder;
    }

    private void apiVersions(Arguments arguments, SettingsBuilder builder) {
        if (anyApiVersion && apiVersions != null) {
            throw new BadSettingException(
                    "anyApiVersion", " cannot be combined with " + arguments.name("--api-versions"));
        }
        if (anyApiVersion) {
            builder.anyApiVersion();
        }
        if (apiVersions != null) {
            builder.apiVersions(given(apiVersions));
        }
    }

    private void randomFaults(SettingsBuilder builder) {
        List<String> kinds = faultKinds == null ? USUAL_FAULTS : given(faultKinds);
        // Parse even at a rate of 0, so that an invalid kind is found before the rate is raised.
        List<Step> steps = kinds.stream().map(MockArmOptions::kind).toList();
        String idle = faultKinds != null ? "faultKinds" : seed != null ? "seed" : "";
        if (faultRate == null && !idle.isEmpty()) {
            throw new BadSettingException(idle, " does nothing without --fault-rate");
        }
        seed = seed == null ? Long.valueOf(new SecureRandom().nextInt(Integer.MAX_VALUE)) : seed;
        builder.randomFaults(faultRate == null ? 0 : faultRate, seed, steps);
    }

    /** Drops blank values, since a list may end with a comma. */
    private static List<String> given(List<String> values) {
        return values.stream().filter(value -> !value.isBlank()).toList();
    }

    private static Step kind(String text) {
        try {
            return Step.parse(text);
        } catch (IllegalArgumentException e) {
            throw BadSettingException.of("faultKinds", e);
        }
    }

    /** Parses {@code 5s}, {@code 500ms} and ISO 8601. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return Latency.time(text);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
