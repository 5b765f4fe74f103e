package io.github.apimreconnect.client.command;

import io.github.apimreconnect.client.FleetOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reactor.core.scheduler.Schedulers;

/** The command line and entry point of the operator's command. */
@Command(
        name = "apim-reconnect",
        header = "Tells every gateway of an API Management service to reconnect to a backend,%n"
                + "or to each backend of a fleet at the speed Azure Resource Manager allows.%n",
        description = {
            "",
            "The token comes from DefaultAzureCredential: the environment, a managed",
            "identity, az login. HTTPS_PROXY, HTTP_PROXY and NO_PROXY are honored.",
            "",
            "Every option is also an environment variable: --budget-share is",
            "APIM_RECONNECT_BUDGET_SHARE. An argument wins, and an empty value counts as",
            "not set.",
            ""
        },
        footer = {
            "",
            "Durations: 500ms, 90s, 2m, or ISO 8601 such as PT2M.",
            "",
            "Exit codes: 0 all accepted, 1 refused, or some of a fleet were not accepted,",
            "2 bad arguments or lines, 3 no token or no connection, 4 internal error,",
            "130 interrupted (Ctrl-C or SIGTERM; a request already sent may have been",
            "accepted). A fleet that is interrupted sends nothing more and gives requests",
            "in flight 10 s; a second signal ends it at once.",
            "",
            "Examples:",
            "  java -jar apim-reconnect.jar /subscriptions/.../backends/orders --after 2m",
            "  java -jar apim-reconnect.jar --subscription UUID --resource-group rg1 \\",
            "      --service apim1 --backend orders",
            "  java -jar apim-reconnect.jar /subscriptions/.../backends/orders \\",
            "      --cloud china --output json",
            "  java -jar apim-reconnect.jar --fleet backends.txt --results results.jsonl \\",
            "      --after 2m..10m",
            "",
            "With the mock, which accepts any tenant, client and secret, and writes ca.pem:",
            "  java -jar mock-arm.jar --tls-dir tls",
            "  export AZURE_TENANT_ID=11111111-1111-1111-1111-111111111111",
            "  export AZURE_CLIENT_ID=22222222-2222-2222-2222-222222222222",
            "  export AZURE_CLIENT_SECRET=any",
            "  java -jar apim-reconnect.jar /subscriptions/.../backends/orders \\",
            "      --endpoint https://localhost:8443 \\",
            "      --authority https://localhost:8443 --ca tls/ca.pem"
        },
        mixinStandardHelpOptions = true,
        versionProvider = ReconnectMain.Version.class,
        sortOptions = false)
final class ReconnectMain implements Callable<Integer> {
    /** The values of {@code --output}. */
    enum Output {
        TEXT,
        JSON
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private Target target = new Target();

    @Mixin
    private FleetArguments fleet = new FleetArguments();

    @Option(
            names = "--after",
            paramLabel = "DURATION",
            converter = After.Converter.class,
            description = "How long the gateways wait before they reconnect; for a fleet also a window such as 2m..10m,"
                    + " over which they are spread. Default: the service's own, 2m")
    private @Nullable After after;

    @Mixin
    private Connection connection = new Connection();

    @Option(names = "--output", paramLabel = "text|json", description = "Default: text")
    @SuppressWarnings("UnusedVariable") // read from the raw arguments, so that parse errors also follow it
    private Output output = Output.TEXT;

    @Option(names = "--verbose", description = "Add stack traces and the libraries' logs, on stderr.")
    @SuppressWarnings("UnusedVariable") // read from the raw arguments, before the first logger is created
    private boolean verbose;

    private final Report report;
    private final Map<String, String> environment;

    @SuppressWarnings("NullAway.Init") // run() sets it
    private Arguments arguments;

    ReconnectMain(Report report, Map<String, String> environment) {
        this.report = report;
        this.environment = environment;
    }

    /**
     * Sends one reconnect, or those of a fleet, and exits with its exit code.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        RawArguments raw = new RawArguments(List.of(args), System.getenv());
        if (raw.verbose()) {
            Verbose.on();
        }
        // picocli's writers use the terminal's encoding, which is not the default one.
        CommandLine terminal = new CommandLine(CommandSpec.create());
        Report report = new Report(raw.json(), raw.verbose(), terminal.getOut(), terminal.getErr());
        System.exit(run(report, System.getenv(), args));
    }

    static int run(Report report, Map<String, String> environment, String[] args) {
        try {
            ReconnectMain main = new ReconnectMain(report, environment);
            CommandLine command = new CommandLine(main)
                    .setOut(report.out())
                    .setErr(report.err())
                    .setExpandAtFiles(false)
                    .setCaseInsensitiveEnumValuesAllowed(true);
            main.arguments = new Arguments(command.getCommandSpec(), environment, args);
            return command.setDefaultValueProvider(main.arguments)
                    .setParameterExceptionHandler(
                            (e, unused) -> main.failed(Problem.badArguments(String.valueOf(e.getMessage())))
                                    .code())
                    .setExecutionExceptionHandler((e, unused, parsed) ->
                            report.failed(Problem.internal(e)).code())
                    .execute(args);
        } catch (Throwable e) { // an Error would end the process with 1, which means refused
            return report.failed(Problem.internal(e)).code();
        }
    }

    @Override
    public Integer call() {
        try {
            refuseLostCharacters();
            fleet.check(target);
            return (fleet.isGiven() ? reconnectFleet() : reconnectOne()).code();
        } catch (Throwable e) { // an Error as well must have its exit code
            return failed(Problem.of(e, new Problem.Circumstances(Duration.ZERO, Duration.ZERO, false)))
                    .code();
        }
    }

    private ExitCode reconnectFleet() {
        FleetOptions options = fleet.options(after);
        FleetStop stop = FleetStop.watch(report);
        return new FleetCommand(
                        fleet,
                        options,
                        inFlight -> connection.client(environment, null, tokens(), inFlight),
                        report,
                        environment,
                        stop)
                .run(System.in, Clock.systemUTC());
    }

    private ExitCode reconnectOne() {
        SingleCommand command = new SingleCommand(target.backendId(), after, report);
        return command.run(connection.client(environment, command.calls(), tokens(), 1), connection.timeout());
    }

    private RetryLines tokens() {
        return new RetryLines(report.err(), Peer.AUTHORITY, 1 + Connection.MOST_RETRIES, Schedulers.parallel());
    }

    /** Reports a problem; a bad value that comes from a variable has the variable's name. */
    private ExitCode failed(Problem problem) {
        return report.failed(
                problem.exit() == ExitCode.BAD_ARGUMENTS
                        ? new Problem(
                                problem.exit(),
                                arguments.named(problem.message(), spec),
                                problem.next(),
                                problem.failure())
                        : problem);
    }

    /** Rejects names that are not as typed: in the C locale, the JVM gets U+FFFD for each non-ASCII byte. */
    private void refuseLostCharacters() {
        for (ArgSpec arg : spec.commandLine().getParseResult().matchedArgs()) {
            if (arg.stringValues().stream().anyMatch(value -> value.indexOf('\uFFFD') >= 0)) {
                String name = arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
                throw new BadArguments(
                        name + " lost characters to this terminal's encoding, " + System.getProperty("sun.jnu.encoding")
                                + "; set LC_ALL=C.UTF-8, or percent-encode them in the ARM id");
            }
        }
    }

    /** Reads the version from the manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = ReconnectMain.class.getPackage().getImplementationVersion();
            return new String[] {"apim-reconnect " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
