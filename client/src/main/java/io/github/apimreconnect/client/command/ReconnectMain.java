package io.github.apimreconnect.client.command;

import com.azure.core.http.rest.Response;
import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.client.BackendReconnectContract;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
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
        header = "Tells every gateway of an API Management service to reconnect to a backend.%n",
        description = {
            "",
            "The token comes from DefaultAzureCredential: the environment, a managed",
            "identity, az login. HTTPS_PROXY, HTTP_PROXY and NO_PROXY are honored.",
            ""
        },
        footer = {
            "",
            "Durations: 500ms, 90s, 2m, or ISO 8601 such as PT2M.",
            "",
            "Exit codes: 0 all accepted, 1 refused, 2 bad arguments, 3 no token or no",
            "connection, 4 internal error, 130 interrupted (Ctrl-C or SIGTERM; a request",
            "already sent may have been accepted).",
            "",
            "Examples:",
            "  java -jar apim-reconnect.jar /subscriptions/.../backends/orders --after 2m",
            "  java -jar apim-reconnect.jar --subscription UUID --resource-group rg1 \\",
            "      --service apim1 --backend orders",
            "  java -jar apim-reconnect.jar /subscriptions/.../backends/orders \\",
            "      --cloud china --output json",
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

    @Option(
            names = "--after",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "How long the gateways wait before they reconnect. Default: the service's own, 2m")
    private @Nullable Duration after;

    @Mixin
    private Connection connection = new Connection();

    @Option(names = "--output", paramLabel = "text|json", description = "Default: text")
    @SuppressWarnings("UnusedVariable") // read from the raw arguments, so that parse errors also follow it
    private Output output = Output.TEXT;

    @Option(names = "--verbose", description = "Add stack traces and the libraries' logs, on stderr.")
    @SuppressWarnings("UnusedVariable") // read from the raw arguments, before the first logger is created
    private boolean verbose;

    private final Report report;

    private ReconnectMain(Report report) {
        this.report = report;
    }

    /**
     * Sends one reconnect and exits with its exit code.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        RawArguments raw = new RawArguments(List.of(args));
        if (raw.verbose()) {
            Verbose.on();
        }
        // picocli's writers use the terminal's encoding, which is not the default one.
        CommandLine terminal = new CommandLine(CommandSpec.create());
        Report report = new Report(raw.json(), raw.verbose(), terminal.getOut(), terminal.getErr());
        System.exit(run(report, args));
    }

    private static int run(Report report, String[] args) {
        try {
            return new CommandLine(new ReconnectMain(report))
                    .setOut(report.out())
                    .setErr(report.err())
                    .setExpandAtFiles(false)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setParameterExceptionHandler(
                            (e, unused) -> report.failed(Problem.badArguments(String.valueOf(e.getMessage())))
                                    .code())
                    .setExecutionExceptionHandler((e, command, unused) ->
                            report.failed(Problem.internal(e)).code())
                    .execute(args);
        } catch (Throwable e) { // an Error would end the process with 1, which means refused
            return report.failed(Problem.internal(e)).code();
        }
    }

    @Override
    public Integer call() {
        RetryLines calls = lines(Peer.RESOURCE_MANAGER);
        RetryLines tokens = lines(Peer.AUTHORITY);
        Interruption interruption = Interruption.watch(report, calls::sent);
        long start = System.nanoTime();
        Supplier<ExitCode> result;
        try {
            result = reconnect(calls, tokens);
        } catch (Throwable e) { // an Error must not be mistaken for an interruption
            Throwable failure = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            result = () -> report.failed(
                    Problem.of(failure, new Problem.Circumstances(connection.timeout(), elapsed, calls.sent())));
        }
        return interruption.report(result).code();
    }

    /** Sends the reconnect, waits for the response and returns how to report it. */
    private Supplier<ExitCode> reconnect(RetryLines calls, RetryLines tokens) {
        refuseLostCharacters();
        BackendId backend = target.backendId();
        BackendReconnectAsyncClient client = connection.client(System.getenv(), calls, tokens);
        // Blocking is fine here: this is not an event loop, and the thread has nothing else to do.
        Response<Void> response = client.reconnectWithResponse(backend, new BackendReconnectContract(after))
                .doFinally(signal -> calls.stop())
                .toFuture()
                .join();
        return () -> report.accepted(backend, after, response, Clock.systemUTC().instant());
    }

    private RetryLines lines(Peer peer) {
        return new RetryLines(report.err(), peer, 1 + Connection.MOST_RETRIES, Schedulers.parallel());
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
