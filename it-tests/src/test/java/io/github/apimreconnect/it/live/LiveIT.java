package io.github.apimreconnect.it.live;

import static io.github.apimreconnect.it.live.Samples.BACKEND;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.apimreconnect.it.Jar;
import io.github.apimreconnect.it.Jdk;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmBuilder;
import io.github.apimreconnect.mockarm.Reconnect;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of {@code -Plive}, in a process of its own, with a second mock in the place of Azure. */
final class LiveIT {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Path KEPT = Path.of("target", "live");
    private static final String SECRET = "a-very-secret-value";
    private static final Map<String, String> SIGNED_IN = Map.of(
            "AZURE_TENANT_ID", "11111111-1111-1111-1111-111111111111",
            "AZURE_CLIENT_ID", "22222222-2222-2222-2222-222222222222",
            "AZURE_CLIENT_SECRET", SECRET);

    /** Leaves out managed identities, which the test machine may have. */
    private static final Map<String, String> NO_CREDENTIAL = Map.of(
            "AZURE_TENANT_ID", "",
            "AZURE_CLIENT_ID", "",
            "AZURE_CLIENT_SECRET", "",
            "AZURE_TOKEN_CREDENTIALS", "EnvironmentCredential");

    @TempDir
    private Path folder;

    private Path scenarios;
    private Path report;

    @BeforeEach
    void prepare() throws IOException {
        scenarios = Files.createDirectories(folder.resolve("scenarios"));
        report = folder.resolve("live").resolve("differences.md");
    }

    @Test
    void fiveChangesInAzureAreTheFiveDifferences() throws Exception {
        change("subscription-not-found", answer -> answer.put("status", 410));
        change(
                "resource-group-not-found",
                answer -> answer.withObject("/body/error").put("code", "NoSuchGroup"));
        change("method-not-allowed", answer -> answer.withObject("/headers").remove("Allow"));
        change("service-not-found", LiveIT::requestIdWithoutDashes);
        change("backend-not-found", answer -> answer.withObject("/body/error").put("target", "backendId"));
        try (MockArm azure = azure().scenarios(scenarios).start()) {
            Jar.Result result = run(azure, SIGNED_IN, "-Dlive.confirm=reconnect");
            assertThat(result.exitCode()).as(result.err()).isZero();
            Files.copy(report, Files.createDirectories(KEPT).resolve("changed-mock.md"), REPLACE_EXISTING);
            assertThat(rows(result.out()))
                    .containsExactlyInAnyOrder(
                            "| subscription unknown | 410 | 404 | a random subscription ",
                            "| resource group unknown | `error.code: \"NoSuchGroup\"` |"
                                    + " `error.code: \"ResourceGroupNotFound\"` | a random resource group ",
                            "| method | no `allow` | `allow: POST` | GET ",
                            "| service unknown | `x-ms-request-id: {uuid without dashes}` |"
                                    + " `x-ms-request-id: {uuid}` | a random service ",
                            "| backend unknown | `error.target: \"backendId\"` | no `error.target` | a random backend ");
            assertThat(result.out()).contains("5 differences");
            assertThat(result.err()).isEmpty();
            assertThat(result.out()).startsWith(Files.readString(report));
            assertNothingSecretIn(result.out());
        }
    }

    @Test
    void whatIdentifiesTheOperatorIsAPlaceholderAlsoWhereTheMockSendsNothingLikeIt() throws Exception {
        change(
                "backend-not-found",
                answer -> answer.withObject("/headers")
                        .put("Set-Cookie", "sess=" + SECRET)
                        .put("x-tenant", "contoso.onmicrosoft.com")
                        .put("x-backend", "st%6Fck"));
        try (MockArm azure = azure().scenarios(scenarios).start()) {
            Jar.Result result = run(azure, SIGNED_IN, "-Dlive.confirm=reconnect");
            assertThat(rows(result.out()))
                    .containsExactlyInAnyOrder(
                            "| backend unknown | `set-cookie: {secret}` | no `set-cookie` | a random backend ",
                            "| backend unknown | `x-tenant: {tenant}` | no `x-tenant` | a random backend ",
                            "| backend unknown | `x-backend: {backend}` | no `x-backend` | a random backend ");
            assertNothingSecretIn(result.out());
        }
    }

    @Test
    void anEqualMockHasNoDifferencesAndOnlyTheNamedBackendIsReconnected() throws Exception {
        try (MockArm azure = azure().start()) {
            Jar.Result result = run(azure, SIGNED_IN, "-Dlive.confirm=reconnect");
            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.out()).contains(": no differences.").doesNotContain("|", "Not sent");
            assertThat(Files.readString(report)).contains(": no differences.");
            assertThat(azure.reconnects().all())
                    .hasSize(4)
                    .extracting(Reconnect::resourceId)
                    .containsOnly(BACKEND.toString());
            assertThat(azure.journal().entries()).hasSizeBetween(20, LiveRun.MOST_REQUESTS);
        }
    }

    @Test
    void withoutAConfirmationTheRequestsArePrintedAndNothingIsSent() throws Exception {
        try (MockArm azure = azure().start()) {
            Jar.Result result = run(azure, SIGNED_IN);
            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.out())
                    .startsWith("Nothing was sent. -Dlive.confirm=reconnect sends these ")
                    .contains(
                            "accepted (reconnects): a valid request",
                            "  POST " + azure.endpoint() + BACKEND + "/reconnect?api-version=2023-05-01-preview",
                            "  GET " + azure.endpoint() + BACKEND + "/reconnect?api-version=2023-05-01-preview");
            assertThat(result.out()
                            .lines()
                            .filter(line -> line.contains(azure.endpoint().toString())))
                    .hasSameSizeAs(LiveCases.of(BACKEND, UnknownNames.random()));
            assertThat(azure.journal().entries()).isEmpty();
            assertThat(report).doesNotExist();
        }
    }

    @Test
    void withoutACredentialOneLineTellsWhatToDoAndNothingIsSent() throws Exception {
        try (MockArm azure = azure().start()) {
            Jar.Result result = run(azure, NO_CREDENTIAL, "-Dlive.confirm=reconnect");
            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.err())
                    .isEqualToIgnoringNewLines("live: no credential: sign in (az login), or set AZURE_TENANT_ID,"
                            + " AZURE_CLIENT_ID and AZURE_CLIENT_SECRET; nothing was sent");
            assertThat(azure.journal().entries()).isEmpty();
            assertThat(report).doesNotExist();
        }
    }

    @Test
    void anAuthorityThatCannotBeReachedIsOneLine() throws Exception {
        try (MockArm azure = azure().start()) {
            Jar.Result result =
                    run(azure, SIGNED_IN, "-Dlive.confirm=reconnect", "-Dlive.authority=https://localhost:1");
            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.err().lines()).singleElement().asString().startsWith("live: no token: ");
            assertThat(azure.journal().entries()).isEmpty();
        }
    }

    @Test
    void aMalformedBackendIsRefusedBeforeAnythingIsSent() throws Exception {
        try (MockArm azure = azure().start()) {
            Jar.Result result = run(
                    azure,
                    SIGNED_IN,
                    "-Dlive.confirm=reconnect",
                    "-Dlive.backend=" + BACKEND.toString().replace(BACKEND.subscription(), "my-sub"));
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err())
                    .isEqualToIgnoringNewLines("live: live.backend: 'subscription' must be a UUID, but was 'my-sub'");
            assertThat(azure.journal().entries())
                    .extracting(JournalEntry::target)
                    .isEmpty();
        }
    }

    private MockArmBuilder azure() throws IOException {
        Path world = folder.resolve("world.json");
        MAPPER.writeValue(world.toFile(), MockSide.worldOf(BACKEND));
        return MockArm.builder().auth(Auth.ISSUED).world(world);
    }

    /** Runs the program; of a repeated property, the last one counts. */
    private Jar.Result run(MockArm azure, Map<String, String> credential, String... properties) throws Exception {
        String ca = azure.writeTrustMaterial(folder.resolve("tls")).toString();
        List<String> options = new ArrayList<>(List.of(
                // As in .mvn/jvm.config: newer JDKs would print a warning.
                "--enable-native-access=ALL-UNNAMED",
                "-Dlive.backend=" + BACKEND,
                "-Dlive.endpoint=" + azure.endpoint(),
                "-Dlive.authority=" + azure.endpoint(),
                "-Dlive.ca=" + ca));
        options.addAll(List.of(properties));
        List<String> command = Jdk.current()
                .program(options, LiveMain.class, folder.resolve("live").toString());
        Map<String, String> environment = new HashMap<>(credential);
        environment.put("AZURE_AUTHORITY_HOST", "");
        return Jar.run(command, folder, environment);
    }

    /** Writes a changed copy of one of the mock's answers. */
    private void change(String name, Consumer<ObjectNode> change) throws IOException {
        try (InputStream shipped = MockArm.class.getResourceAsStream("/canned/" + name + ".json")) {
            assertThat(shipped).isNotNull();
            ObjectNode answer = (ObjectNode) MAPPER.readTree(shipped);
            change.accept(answer);
            MAPPER.writeValue(scenarios.resolve(name + ".json").toFile(), answer);
        }
    }

    /** Writes ARM's headers by hand, as their format is fixed otherwise. */
    private static void requestIdWithoutDashes(ObjectNode answer) {
        String id = "0f8fad5b-d9cb-469f-a165-70867728950f";
        answer.put("armHeaders", false);
        answer.withObject("/headers")
                .put("Cache-Control", "no-cache")
                .put("Pragma", "no-cache")
                .put("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
                .put("X-Content-Type-Options", "nosniff")
                .put("x-ms-request-id", id.replace("-", ""))
                .put("Server", "Microsoft-HTTPAPI/2.0")
                .put("x-ms-correlation-request-id", id)
                .put("x-ms-routing-request-id", "WESTUS:20261123T040506Z:" + id)
                .put("Date", "Mon, 23 Nov 2026 04:05:06 GMT")
                .put("Expires", "-1");
    }

    /** Returns the rows below the head of the table, without their source. */
    private static List<String> rows(String out) {
        return out.lines()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> line.replaceFirst("\\| recorded: live run of \\d{4}-\\d{2}-\\d{2} \\|$", ""))
                .toList();
    }

    private static void assertNothingSecretIn(String out) {
        assertThat(out.toLowerCase(Locale.ROOT))
                .doesNotContain(
                        BACKEND.subscription(),
                        BACKEND.resourceGroup(),
                        BACKEND.service().toLowerCase(Locale.ROOT),
                        SECRET,
                        "eyj",
                        "11111111-1111",
                        "22222222-2222");
    }
}
