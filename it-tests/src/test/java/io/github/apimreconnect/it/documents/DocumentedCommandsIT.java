package io.github.apimreconnect.it.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.apimreconnect.it.documents.Shell.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Runs every command of the documents and of both help texts exactly as written, in a copy of the sources: the packaged
 * jars in separate processes, with the users' defaults. Only placeholders are filled in. Azure is reached through a
 * proxy and trusted through the JVM's own trust store.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class DocumentedCommandsIT {
    private static final int DOCUMENTED_PORT = 8443;
    private static final Duration LIMIT = Duration.ofMinutes(8);
    static final String ID = "/subscriptions/0f8fad5b-d9cb-469f-a165-70867728950e/resourceGroups/rg1"
            + "/providers/Microsoft.ApiManagement/service/apimService1/backends/";

    /** Placeholders in the documents, and their values. */
    private static final Map<String, String> FILLED_IN =
            Map.of("/subscriptions/.../backends/", ID, " UUID ", " 0f8fad5b-d9cb-469f-a165-70867728950e ");

    /** Required output, by a part of the command; no command may print an error. */
    private static final Map<String, String> EXPECTED = Map.of(
            "exec:java", "202 Accepted",
            "apim-reconnect.jar", "accepted",
            "curl -i", "http/1.1 202",
            "oauth2/v2.0/token", "access_token",
            "msi/token", "access_token",
            "/_mock/health", "up",
            "\"$M/journal?", "[",
            "$M/journal/count?", "{\"count\":",
            "$M/admin.yaml", "openapi: 3.0");

    /** A file of ids, which the documents take for granted. */
    private static final String FLEET = ID + "orders\n" + ID + "stock\n";

    private static final Pattern ASSIGNMENT = Pattern.compile("(?:export )?[A-Z_]+=\\S*");
    private static final Pattern COMMAND = Pattern.compile("(?:mvn|java|curl|bash) .*");

    private final List<Shell> shells = new ArrayList<>();
    private @Nullable Process mock;
    private Newcomer newcomer = new Newcomer(Path.of(""), Map.of());
    private Map<String, String> signedIn = Map.of();
    private @Nullable StandInAzure azure;
    private final Path folder = Path.of("target", "documents").toAbsolutePath();

    @BeforeAll
    void copySources() throws Exception {
        try (ServerSocket free = new ServerSocket(DOCUMENTED_PORT, 1, InetAddress.getLoopbackAddress())) {
            assertThat(free.isBound()).isTrue();
        } catch (IOException taken) {
            Assumptions.abort("Port 8443 is taken, and the documents are typed as they stand");
        }
        newcomer = Newcomer.in(folder, Path.of(".."), Path.of(System.getProperty("maven.repo.local")));
        Files.writeString(newcomer.checkout().resolve("backends.txt"), FLEET);
        Path tools = Files.createDirectories(folder.resolve("bin"));
        Path az = Files.writeString(tools.resolve("az"), "#!/bin/sh\ncat '" + newcomer.checkout() + "/backends.txt'\n");
        assertThat(az.toFile().setExecutable(true)).isTrue();
        StandInAzure standIn = new StandInAzure(DOCUMENTED_PORT);
        azure = standIn;
        signedIn = Map.of(
                "AZURE_TENANT_ID", "11111111-1111-1111-1111-111111111111",
                "AZURE_CLIENT_ID", "22222222-2222-2222-2222-222222222222",
                "AZURE_CLIENT_SECRET", "a-secret",
                "HTTPS_PROXY", standIn.proxy(),
                "NO_PROXY", "localhost",
                "PATH", tools + ":" + newcomer.environment().get("PATH"),
                "JAVA_TOOL_OPTIONS", "-Djavax.net.ssl.trustStore=" + standIn.trustStore(folder.resolve("cacerts")));
    }

    @AfterAll
    void close() throws Exception {
        for (Shell shell : shells) {
            shell.close();
        }
        if (azure != null) {
            azure.close();
        }
    }

    @TestFactory
    Stream<DynamicContainer> everyCommandWorksAsItIsWritten() throws IOException {
        return Stream.of(
                page("README.md"),
                page("client/README.md"),
                page("mock-arm/README.md"),
                help("apim-reconnect.jar"),
                dynamicContainer("Azure", List.of(dynamicTest("is asked by its own names", this::namesAsked))),
                help("mock-arm.jar"),
                dynamicContainer("Java and XML", List.of(dynamicTest("compile and pass", this::snippets))));
    }

    @Test
    void noCommandInTheTextIsMissingFromTheBlocks() throws IOException {
        for (String name : newcomer.pages()) {
            Document page = Document.read(newcomer.checkout(), name);
            String blocks = String.join("\n", page.commands());
            assertThat(page.spans())
                    .filteredOn(span -> COMMAND.matcher(span).matches())
                    .allSatisfy(span -> assertThat(blocks).contains(span));
        }
    }

    @Test
    void everyBlockIsOfAKindThatIsRun() throws IOException {
        for (String name : newcomer.pages()) {
            assertThat(Document.read(newcomer.checkout(), name).blocks())
                    .extracting(Document.Block::language)
                    // GradleFormTest compares Kotlin with XML; the profile "foreign" installs clients for the last
                    // three.
                    .isSubsetOf("", "java", "xml", "yaml", "json", "kotlin", "bash", "python", "javascript");
        }
    }

    private DynamicContainer page(String name) throws IOException {
        Shell shell = shell("");
        return typed(name, Document.read(newcomer.checkout(), name).commands(), shell);
    }

    /** Runs the examples of a help text, in the folder of both jars. */
    private DynamicContainer help(String jar) {
        return dynamicContainer(jar + " --help", Stream.of(dynamicTest("every example", () -> {
            Path jars = Files.createDirectories(folder.resolve(jar + "-help"));
            Files.copy(
                    newcomer.checkout().resolve("client/target/apim-reconnect.jar"),
                    jars.resolve("apim-reconnect.jar"));
            Files.copy(newcomer.checkout().resolve("mock-arm/target/mock-arm.jar"), jars.resolve("mock-arm.jar"));
            Files.writeString(jars.resolve("backends.txt"), FLEET);
            Shell shell = shell(jars.toString());
            String help = shell.run("java -jar " + jar + " --help", LIMIT).out();
            List<String> examples = examples(help);
            assertThat(examples).hasSizeGreaterThan(2);
            for (String example : examples) {
                type(shell, example);
            }
        })));
    }

    /** Returns the indented lines below "Examples"; lines at the margin are text. */
    private static List<String> examples(String help) {
        return Document.commands(help.substring(help.indexOf("Examples:\n"))
                .lines()
                .filter(line -> line.startsWith(" "))
                .collect(Collectors.joining("\n")));
    }

    private Shell shell(String at) {
        Shell shell = newcomer.shell(at, signedIn);
        shells.add(shell);
        return shell;
    }

    private DynamicContainer typed(String name, List<String> commands, Shell shell) {
        List<DynamicTest> tests = commands.stream()
                .map(command -> dynamicTest(command, () -> type(shell, command)))
                .toList();
        assertThat(tests).isNotEmpty();
        return dynamicContainer(name, tests);
    }

    private void type(Shell shell, String documented) throws Exception {
        String command = filledIn(documented);
        if (ASSIGNMENT.matcher(command).matches()) {
            shell.set(command);
        } else if (command.startsWith("mvn verify")) {
            // This test is part of that command, so only CI runs it.
            assertThat(newcomer.checkout().resolve(".ci/run")).content().containsPattern("\\bmvn .*\\bverify\\b");
        } else if (command.contains("mock-arm.jar") || command.endsWith("bin/mock-arm")) {
            serve(shell, command);
        } else if (command.startsWith("docker ")) {
            // The files of the image are tested without an engine, by ContainerFilesTest and ImageIT.
            Assumptions.abort("A registry and a container engine are needed for: " + command);
        } else if (command.contains("/events")) {
            Shell.end(shell.await(command, "event: hello", LIMIT));
        } else {
            run(shell, command);
        }
    }

    /** Returns a command with the values of its placeholders. */
    static String filledIn(String documented) {
        String command = documented;
        for (Map.Entry<String, String> own : FILLED_IN.entrySet()) {
            command = command.replace(own.getKey(), own.getValue());
        }
        assertThat(command).as("nothing is left to fill in").doesNotContain("...", "…");
        return command;
    }

    private void run(Shell shell, String command) throws Exception {
        Result result = shell.run(command, LIMIT);
        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(result.out()).doesNotContain("\"error\"");
        EXPECTED.forEach((part, expected) -> {
            if (command.contains(part)) {
                assertThat(result.out()).as("%s", result).containsIgnoringCase(expected);
            }
        });
    }

    private void serve(Shell shell, String command) throws Exception {
        if (mock != null) {
            Shell.end(mock);
        }
        mock = shell.await(command, "mock-arm ready ", LIMIT);
    }

    private void namesAsked() {
        assertThat(azure).isNotNull();
        assertThat(azure.tunnels())
                .contains(
                        "management.azure.com:443",
                        "login.microsoftonline.com:443",
                        "management.chinacloudapi.cn:443",
                        "login.chinacloudapi.cn:443");
    }

    private void snippets() throws Exception {
        Path project = SnippetProject.write(folder.resolve("project"), newcomer);
        Shell shell = newcomer.shell(project.toString(), Map.of());
        shells.add(shell);
        Result result = shell.run("mvn -q test", LIMIT);
        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(project.resolve("target/surefire-reports")).isNotEmptyDirectory();
    }
}
