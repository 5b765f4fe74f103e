package io.github.apimreconnect.mockarm;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

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
        addMethodSubcommands = false,
        versionProvider = MockArmMain.Version.class,
        sortOptions = false)
final class MockArmMain implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final MockArmOptions options = new MockArmOptions();

    MockArmMain() {}

    /**
     * Runs the mock until the process is told to end.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        QuickStart.begin();
        System.exit(new CommandLine(new MockArmMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, unused) -> oneLine(e.getCommandLine(), e))
                .setExecutionExceptionHandler((e, command, unused) -> oneLine(command, e))
                .execute(args));
    }

    private static int oneLine(CommandLine command, Exception e) {
        String message = String.valueOf(e.getMessage());
        message = message.lines().findFirst().orElse("");
        command.getErr().println("mock-arm: " + message + " (--help lists the options)");
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path readyFile = options.readyFile();
        MockArm mock = options.builder(out).open();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            mock.close();
            ended.countDown();
        }));
        ReadyFile.serveOnce(mock);
        Path tlsDir = options.tlsDir();
        Path caFile = mock.withTls().writeTrustMaterial(tlsDir != null ? tlsDir : temporaryFolder());
        if (mock.isClosed()) {
            // Told to end before it was ready.
            return CommandLine.ExitCode.OK;
        }
        ReadyFile ready = new ReadyFile(mock, caFile.toAbsolutePath());
        out.println("mock-arm ready " + mock.endpoint() + " " + mock.httpEndpoint());
        out.println("trust " + caFile.toAbsolutePath() + ", transport " + (Loops.isNative() ? "epoll" : "nio")
                + options.shown());
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

    /** The version in the manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = MockArmMain.class.getPackage().getImplementationVersion();
            return new String[] {"mock-arm " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
