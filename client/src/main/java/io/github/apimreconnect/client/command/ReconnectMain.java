package io.github.apimreconnect.client.command;

import com.azure.core.http.rest.Response;
import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.BackendReconnectContract;
import io.github.apimreconnect.client.BackendReconnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the operator's command. */
@Command(
        name = "apim-reconnect",
        header = "Tells every gateway of an API Management service to connect anew to a backend.%n",
        description = "%nThe token comes from DefaultAzureCredential: the environment, a managed identity, az login.%n",
        footer = {
            "",
            "Exit codes: 0 accepted, 1 refused, 2 bad arguments, 3 no token or no connection.",
            "",
            "Examples:",
            "  java -jar apim-reconnect.jar /subscriptions/.../backends/orders --after PT2M",
            "  java -jar apim-reconnect.jar --subscription UUID --resource-group rg1 --service apim1 --backend orders",
            "  java -jar apim-reconnect.jar /subscriptions/.../backends/orders --cloud china --output json",
            "  java -jar apim-reconnect.jar /subscriptions/.../backends/orders \\",
            "      --endpoint https://localhost:8443 --authority https://localhost:8443 --ca ca.pem"
        },
        mixinStandardHelpOptions = true,
        versionProvider = ReconnectMain.Version.class,
        sortOptions = false)
final class ReconnectMain implements Callable<Integer> {
    private static final int REFUSED = 1;
    private static final int NO_CONNECTION = 3;

    /** What {@code --output} takes. */
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
            converter = IsoDuration.class,
            description = "How long the gateways wait, in ISO 8601. Default: the service's own, PT2M")
    private @Nullable Duration after;

    @Mixin
    private Connection connection = new Connection();

    @Option(names = "--output", paramLabel = "text|json", description = "Default: text")
    private Output output = Output.TEXT;

    private ReconnectMain() {}

    /**
     * Sends one reconnect and ends the process with its exit code.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new ReconnectMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, unused) -> badArguments(e.getCommandLine(), e))
                .setExecutionExceptionHandler((e, command, unused) -> failed(command, e))
                .execute(args));
    }

    private static int badArguments(CommandLine command, Exception e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        command.getErr().println("apim-reconnect: " + message + "; --help lists the options");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(CommandLine command, Exception e) {
        if (e instanceof IllegalArgumentException) {
            return badArguments(command, e);
        }
        command.getErr().println("apim-reconnect: failed on its own account: " + e);
        return NO_CONNECTION;
    }

    @Override
    public Integer call() {
        BackendId backend = target.backendId();
        BackendReconnectContract contract = new BackendReconnectContract(after);
        Report report = new Report(
                output == Output.JSON,
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
        try {
            // This thread has nothing else to do; no event loop waits here.
            Response<Void> response = connection
                    .client()
                    .reconnectWithResponse(backend, contract)
                    .toFuture()
                    .join();
            report.accepted(backend, after, response, Clock.systemUTC().instant());
            return CommandLine.ExitCode.OK;
        } catch (CompletionException e) {
            Throwable failure = e.getCause() == null ? e : e.getCause();
            report.failed(failure);
            return failure instanceof BackendReconnectException ? REFUSED : NO_CONNECTION;
        }
    }

    /** Reads ISO 8601, and says so of what is not. */
    static final class IsoDuration implements CommandLine.ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw new CommandLine.TypeConversionException("'" + text + "' is no ISO 8601 duration such as PT2M");
            }
        }
    }

    /** The version in the manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = ReconnectMain.class.getPackage().getImplementationVersion();
            return new String[] {"apim-reconnect " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
