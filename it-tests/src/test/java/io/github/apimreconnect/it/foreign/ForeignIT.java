package io.github.apimreconnect.it.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.it.Jdk;
import io.github.apimreconnect.it.foreign.Journal.Entry;
import io.github.apimreconnect.it.foreign.Workplace.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Clients in other languages, real ones, against the packaged mock, started as its README says. */
@TestInstance(Lifecycle.PER_CLASS)
final class ForeignIT {
    private static final Path FOLDER = Path.of("target", "foreign").toAbsolutePath();
    private static final String MOCK = "http://localhost:8443";
    private static final String SUBSCRIPTION = "/subscriptions/0f8fad5b-d9cb-469f-a165-70867728950e";
    private static final String RECONNECTED = "POST " + SUBSCRIPTION
            + "/resourceGroups/rg1/providers/Microsoft.ApiManagement/service/apimService1/backends/proxybackend"
            + "/reconnect 202";
    /** On its first run the Azure CLI looks for updates of itself, and no setting prevents it. */
    private static final String UPDATES = "CONNECT azure.microsoft.com:443 HTTP/1.0";

    private static final String BODY = "{\"properties\":{\"after\":\"PT3S\"}}";

    private final Journal journal = new Journal(MOCK);
    private Workplace workplace;
    private Process mock;

    @BeforeAll
    void start() throws IOException {
        workplace = new Workplace(FOLDER);
        // As in the README, from the root of the repository, on this JDK.
        mock = new ProcessBuilder(Jdk.current().java(), "-jar", "mock-arm/target/mock-arm.jar")
                .directory(Path.of("..").toFile())
                .redirectError(FOLDER.resolve("mock-stderr.txt").toFile())
                .start();
        BufferedReader output = mock.inputReader(StandardCharsets.UTF_8);
        assertThat(output.readLine())
                .as("see " + FOLDER.resolve("mock-stderr.txt"))
                .isEqualTo("mock-arm ready https://localhost:8443 http://localhost:8443");
    }

    @AfterAll
    void stop() throws IOException, InterruptedException {
        mock.destroy();
        assertThat(mock.waitFor(20, TimeUnit.SECONDS)).isTrue();
        workplace.close();
    }

    @BeforeEach
    void forget() throws IOException, InterruptedException {
        journal.clear();
    }

    @AfterEach
    void nothingElseIsAskedForElsewhere() {
        assertThat(workplace.outside()).allMatch(UPDATES::equals);
    }

    @Test
    void curl() throws Exception {
        Tools.CURL.require(workplace.folder("curl"));
        List<Entry> received = follow("curl");
        assertThat(received).extracting(Entry::line).containsExactly(RECONNECTED);
        assertThat(received.get(0).userAgent()).startsWith("curl/");
        assertThat(received.get(0).body()).isEqualTo(BODY);
    }

    @Test
    void azureCli() throws Exception {
        Tools.AZURE_CLI.require(workplace.folder("Azure CLI"));
        List<Entry> received = follow("Azure CLI");
        assertThat(received)
                .extracting(Entry::line)
                .containsSubsequence(
                        "GET /metadata/endpoints 200",
                        RECONNECTED,
                        "GET /msi/token/ 200",
                        "GET /subscriptions 200",
                        RECONNECTED)
                .allMatch(line -> line.endsWith(" 200") || line.endsWith(" 202"));
        List<Entry> reconnects = reconnects(received);
        assertThat(reconnects).allMatch(entry -> entry.userAgent().contains("AZURECLI/"));
        assertThat(reconnects)
                .extracting(entry -> entry.body().replace(" ", ""))
                .containsExactly(BODY, "");
    }

    @Test
    void azureCliReadsTheListOfCloudsAndTheProvider() throws Exception {
        Tools.AZURE_CLI.require(workplace.folder("clouds"));
        List<Entry> received = runScript("clouds", "clouds.sh", prepared("bash clouds.sh"));
        assertThat(received)
                .extracting(Entry::line)
                .contains("GET " + SUBSCRIPTION + "/providers/Microsoft.ApiManagement 200")
                .allMatch(line -> line.endsWith(" 200"));
        assertThat(received).extracting(Entry::query).contains("api-version=2019-05-01");
    }

    @Test
    void python() throws Exception {
        Tools.PYTHON_SDK.require(workplace.folder("Python"));
        List<Entry> received = follow("Python");
        assertThat(received).extracting(Entry::line).containsExactly(RECONNECTED);
        assertThat(received.get(0).userAgent()).contains("azsdk-python-mgmt-apimanagement/");
        assertThat(received.get(0).body()).isEqualTo(BODY);
    }

    @Test
    void pythonReadsTenantsSubscriptionsAndTheProvider() throws Exception {
        Tools.PYTHON_SDK.require(workplace.folder("documents"));
        List<Entry> received =
                runScript("documents", "documents.py", prepared("REQUESTS_CA_BUNDLE=ca.pem python3 documents.py"));
        assertThat(received)
                .extracting(Entry::line)
                .containsExactly(
                        "GET /tenants 200",
                        "GET /subscriptions 200",
                        "GET " + SUBSCRIPTION + " 200",
                        "GET " + SUBSCRIPTION + "/providers/Microsoft.ApiManagement 200",
                        "GET /providers/Microsoft.ApiManagement 200");
    }

    @Test
    void pythonAcceptsTheCertificatesUnderStrictRules() throws Exception {
        runScript("strict", "strict.py", prepared("python3 strict.py"));
    }

    @Test
    void javaScript() throws Exception {
        Tools.requireJavaScriptSdk(workplace.folder("JavaScript"));
        List<Entry> received = follow("JavaScript");
        assertThat(received)
                .extracting(Entry::line)
                .containsExactly(
                        "GET /any-tenant/v2.0/.well-known/openid-configuration 200",
                        "POST /any-tenant/oauth2/v2.0/token 200",
                        RECONNECTED);
        assertThat(received.get(2).userAgent()).contains("azsdk-js-arm-apimanagement/");
        assertThat(received.get(2).body()).isEqualTo(BODY);
    }

    /** Follows a recipe of the README exactly as written, after the preparation for all. */
    private List<Entry> follow(String title) throws IOException, InterruptedException {
        Recipe recipe = Recipe.of(title);
        recipe.writeTo(workplace.folder(title));
        return run(title, prepared(recipe.commands()));
    }

    /** Runs a script of this package. */
    private List<Entry> runScript(String name, String file, String commands) throws IOException, InterruptedException {
        try (InputStream script = ForeignIT.class.getResourceAsStream(file)) {
            Files.write(workplace.folder(name).resolve(file), script.readAllBytes());
        }
        return run(name, commands);
    }

    private static String prepared(String commands) throws IOException {
        return Recipe.of("").text() + "\n" + commands;
    }

    private List<Entry> run(String name, String script) throws IOException, InterruptedException {
        Result result = workplace.run(name, script);
        List<Entry> received = journal.entries();
        workplace.transcript(
                name,
                script,
                result,
                received.stream()
                        .map(entry -> entry.line() + " " + entry.query() + " " + entry.userAgent())
                        .toList());
        assertThat(result.exitCode()).as(result.output()).isZero();
        return received;
    }

    private static List<Entry> reconnects(List<Entry> received) {
        return received.stream()
                .filter(entry -> entry.line().equals(RECONNECTED))
                .toList();
    }
}
