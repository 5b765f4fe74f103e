package io.github.apimreconnect.mockarm.internal.command;

import io.github.apimreconnect.mockarm.internal.ArmServer;
import io.github.apimreconnect.mockarm.internal.SettingsBuilder;
import io.github.apimreconnect.mockarm.internal.setting.BadSettingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the mock. */
@Command(
        name = "mock-arm",
        header = "Mocks the Azure Resource Manager endpoint of API Management's \"Backend - Reconnect\".%n",
        description =
                "%nEvery option is also an environment variable: --tls-dir is MOCK_ARM_TLS_DIR. An empty value counts as"
                        + " not set.%n",
        footer = {
            "",
            "Exit codes: 1 cannot listen, or another failure; 2 bad arguments;",
            "130 stopped by SIGINT; 143 stopped by SIGTERM;",
            "with --fail-on, 0 or 3 when stopped by either: 3 if the run failed",
            "",
            "Examples:",
            "  java -jar mock-arm.jar",
            "  java -jar mock-arm.jar --port 0 --ready-file ready.json --auth issued",
            "  java -jar mock-arm.jar --strict-duration --throttle arm",
            "  java -jar mock-arm.jar --report report.xml --fail-on refusal"
        },
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        versionProvider = MockArmMain.Version.class,
        sortOptions = false)
public final class MockArmMain implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final MockArmOptions options = new MockArmOptions();

    @Option(
            names = HealthCheck.OPTION,
            description =
                    "Ask the mock at --host and --port for its health, and exit: 0 if it serves, 1 if not, 2 for a bad port.")
    @SuppressWarnings("UnusedVariable") // for --help; main() handles it before anything is loaded
    private boolean health;

    @SuppressWarnings("NullAway.Init") // run() sets it
    private Arguments arguments;

    public MockArmMain() {}

    /**
     * Runs the mock until the process is told to exit.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        if (HealthCheck.isRequested(args)) {
            System.exit(new HealthCheck(System.getenv(), args).run(System.err));
        }
        Preload.begin(System.getenv(), args);
        System.exit(run(System.getenv(), null, null, args));
    }

    /** Runs the mock and returns the exit code. Without writers, it prints to the standard streams. */
    static int run(
            Map<String, String> environment, @Nullable PrintWriter out, @Nullable PrintWriter err, String... args) {
        MockArmMain main = new MockArmMain();
        CommandLine command =
                new CommandLine(main).setCaseInsensitiveEnumValuesAllowed(true).setExpandAtFiles(false);
        Arguments arguments = new Arguments(command.getCommandSpec(), environment, args);
        main.arguments = arguments;
        if (!arguments.isHelpOnly() && DistinctFiles.conflict(arguments).isEmpty()) {
            RunFiles.removeLeftovers(arguments.value("--ready-file"), arguments.value(ReportFile.OPTION));
        }
        if (out != null && err != null) {
            command.setOut(out).setErr(err);
        }
        return command.setDefaultValueProvider(arguments)
                .setParameterExceptionHandler((e, unused) -> main.badArgument(e))
                .setExecutionExceptionHandler((e, unused, parsed) -> main.failed(e))
                .execute(arguments.kept());
    }

    private int badArgument(ParameterException e) {
        String message = String.valueOf(e.getMessage());
        if (e.getArgSpec() instanceof OptionSpec option) {
            String name = arguments.name(option.longestName());
            int end = message.indexOf(": ");
            if (!name.startsWith("--") && end > 0) {
                message = "Invalid value for " + name + message.substring(end);
            }
        }
        return usage(message);
    }

    private int failed(Exception e) {
        if (e instanceof BadSettingException bad) {
            return usage(arguments.name(Arguments.option(bad.setting())) + bad.problem());
        }
        if (e instanceof IOException || e instanceof UncheckedIOException) {
            spec.commandLine().getErr().println("mock-arm: " + firstLine(e.getMessage()));
        } else {
            spec.commandLine().getErr().println("mock-arm: internal error");
            e.printStackTrace(spec.commandLine().getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private int usage(String message) {
        spec.commandLine().getErr().println("mock-arm: " + firstLine(message) + " (--help lists the options)");
        return CommandLine.ExitCode.USAGE;
    }

    private static String firstLine(@Nullable String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<BadSettingException> conflict = DistinctFiles.conflict(arguments);
        if (conflict.isPresent()) {
            throw conflict.get();
        }
        RunFiles files = new RunFiles(options.readyFile(), options.tlsDir());
        ReportFile report = new ReportFile(options.report());
        Console console = options.console(spec.commandLine().getOut());
        Ending ending = new Ending(
                files, report, console, options.failOn(), spec.commandLine().getErr());
        CountDownLatch ended = new CountDownLatch(1);
        try {
            SettingsBuilder settings = options.settings(arguments);
            settings.onRequest(console.requests());
            settings.beforeOpen(files::requireWritable);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                // System.exit would wait for this very hook.
                ending.end(Runtime.getRuntime()::halt);
                ended.countDown();
            }));
            files.prepare();
            report.prepare();
            ArmServer mock = settings.open();
            ending.of(mock);
            serve(mock, files, console);
            ended.await();
            return CommandLine.ExitCode.OK;
        } finally {
            ending.end(unused -> {});
        }
    }

    private void serve(ArmServer mock, RunFiles files, Console console) throws IOException {
        ReadyFile.serveOnce(mock);
        ReadyFile ready = new ReadyFile(mock, files.writeTrust(mock.withTls()));
        if (mock.isClosed()) {
            // Shut down before it was ready.
            return;
        }
        console.ready(ready, options.shown());
        files.writeReady(ready.line());
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"mock-arm " + ArmServer.version()};
        }
    }
}
