package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's command, packaged, with a token from DefaultAzureCredential, against the mock behind a tap. */
final class CommandIT {
    private static final Map<String, String> SIGNED_IN = Map.of(
            "AZURE_TENANT_ID", "11111111-1111-1111-1111-111111111111",
            "AZURE_CLIENT_ID", "22222222-2222-2222-2222-222222222222",
            "AZURE_CLIENT_SECRET", "a-secret");

    private final MockArm mock = MockArm.builder().auth(Auth.ISSUED).start();
    private final Tap tap = new Tap();
    private final TapRelay relay;

    @TempDir
    private Path folder;

    private String ca = "";

    CommandIT() throws Exception {
        relay = new TapRelay(mock.port(), tap);
    }

    @BeforeEach
    void writeTrustMaterial() throws IOException {
        Path own = mock.writeTrustMaterial(folder);
        ca = Files.writeString(folder.resolve("all.pem"), relay.pem() + Files.readString(own))
                .toString();
    }

    @AfterEach
    void close() {
        try (mock) {
            relay.close();
        }
        assertThat(tap.exchanges().size() + tap.skipped())
                .as("exchanges heard")
                .isEqualTo(mock.journal().entries().size());
        tap.verify();
    }

    @Test
    void anAcceptedReconnectIsPrintedWithItsIdsAndItsTime() throws Exception {
        Jar.Result result = run(Pair.SAMPLE.toString(), "--after", "PT5M");
        assertThat(result.exitCode()).as(result.err()).isZero();
        JournalEntry seen = mock.journal().last();
        assertThat(seen.body()).isEqualTo("{\"properties\":{\"after\":\"PT5M\"}}");
        assertThat(result.out())
                .startsWith("Accepted: every gateway will reconnect to " + Pair.SAMPLE)
                .contains("request id      " + seen.requestId())
                .contains("correlation id  ");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aManagedIdentityGetsItsTokenFromTheMock() throws Exception {
        Map<String, String> inAppService =
                Map.of("IDENTITY_ENDPOINT", relay.httpEndpoint() + "/msi/token", "IDENTITY_HEADER", "a-secret");
        Jar.Result result = run(inAppService, relay.endpoint(), relay.endpoint(), Pair.SAMPLE.toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(mock.journal().entries()).extracting(JournalEntry::status).containsExactly(200, 202);
        assertThat(mock.journal().entries().get(0).target()).startsWith("/msi/token?");
    }

    @Test
    void jsonIsOneObjectForScripts() throws Exception {
        Instant before = Instant.now();
        Jar.Result result = run(Pair.SAMPLE.toString(), "--output", "json");
        JsonNode json = JsonMapper.builder().build().readTree(result.out());
        assertThat(json.at("/status").asText()).isEqualTo("accepted");
        assertThat(json.at("/requestId").asText())
                .isEqualTo(mock.journal().last().requestId());
        assertThat(Instant.parse(json.at("/reconnectsAt").asText()))
                .isBetween(before.plusSeconds(115), Instant.now().plusSeconds(125));
    }

    @Test
    void theFourNamesDoAsWellAsTheId() throws Exception {
        Jar.Result result = run(
                "--subscription", Pair.SAMPLE.subscription(),
                "--resource-group", Pair.SAMPLE.resourceGroup(),
                "--service", Pair.SAMPLE.service(),
                "--backend", Pair.SAMPLE.backend());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(mock.journal().last().target()).startsWith(Pair.SAMPLE + "/reconnect?");
    }

    @Test
    void aRefusalIsOneLineWithWhatToDoNextAndExitCode1() throws Exception {
        Jar.Result result = run(Pair.SAMPLE.toString(), "--api-version", "2016-10-10");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err())
                .startsWith("apim-reconnect: 404 InvalidResourceType: ")
                .endsWith("; check the id, the subscription and --api-version\n");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void badArgumentsAreOneLineAndExitCode2() throws Exception {
        assertBad("'id' must look like", "not-an-id");
        assertBad("Give the ARM id of a backend", "--backend", "b");
        assertBad("Give the ARM id or the four names", Pair.SAMPLE.toString(), "--backend", "b");
        assertBad("'after' must not be negative", Pair.SAMPLE.toString(), "--after", "PT-1S");
        assertBad("'totalTimeout' must be", Pair.SAMPLE.toString(), "--timeout", "PT0S");
        assertBad("Invalid value for option '--cloud'", Pair.SAMPLE.toString(), "--cloud", "moon");
        assertBad("'2m' is no ISO 8601 duration such as PT2M", Pair.SAMPLE.toString(), "--after", "2m");
        assertBad("'--ca' must be a file", Pair.SAMPLE.toString(), "--ca", "/no/such/file");
        assertThat(mock.journal().entries()).isEmpty();
    }

    private void assertBad(String message, String... args) throws Exception {
        Jar.Result result = Jar.run(Jar.COMMAND, folder, SIGNED_IN, args);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.err().lines()).as(result.err()).hasSize(1);
        assertThat(result.err()).startsWith("apim-reconnect: ").contains(message);
    }

    @Test
    void aMomentThatNoCalendarReachesIsStillAccepted() throws Exception {
        Jar.Result result = run(Pair.SAMPLE.toString(), "--after", "PT9223372036854775807S");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("at              in PT2562047788015215H30M7S");
    }

    @Test
    void nothingSecretIsLoggedEvenWhereEverythingIs() throws Exception {
        Map<String, String> loud = new HashMap<>(SIGNED_IN);
        loud.put("JAVA_TOOL_OPTIONS", "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug");
        loud.put("AZURE_HTTP_LOG_DETAIL_LEVEL", "body_and_headers");
        Jar.Result result = run(loud, relay.endpoint(), relay.endpoint(), Pair.SAMPLE.toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err())
                .as("the request is logged")
                .containsPattern("\"HTTP request\".*/proxybackend/reconnect")
                .doesNotContain("a-secret")
                .doesNotContainPattern("eyJ[\\w-]+\\.eyJ");
    }

    @Test
    void noTokenIsExitCode3() throws Exception {
        MockArm gone = MockArm.start();
        gone.close();
        Jar.Result result = run(relay.endpoint(), gone.endpoint(), Pair.SAMPLE.toString(), "--timeout", "PT20S");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(mock.journal().entries()).isEmpty();
    }

    @Test
    void noConnectionIsExitCode3() throws Exception {
        MockArm gone = MockArm.start();
        gone.close();
        Jar.Result result = run(gone.endpoint(), relay.endpoint(), Pair.SAMPLE.toString(), "--timeout", "PT5S");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
        assertThat(result.err()).contains("check the network");
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void eachRetryIsOneLineOfTheLogWithItsRequestId() throws Exception {
        MockArm gone = MockArm.start();
        gone.close();
        Map<String, String> informed = new HashMap<>(SIGNED_IN);
        informed.put("JAVA_TOOL_OPTIONS", "-Dorg.slf4j.simpleLogger.defaultLogLevel=info");
        Jar.Result result =
                run(informed, gone.endpoint(), relay.endpoint(), Pair.SAMPLE.toString(), "--timeout", "PT20S");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err().lines().filter(line -> line.contains("Reconnect failed and is tried again")))
                .isNotEmpty()
                .allMatch(
                        line -> line.matches(".*\"x-ms-client-request-id\":\"[0-9a-f-]{36}\".*\"waitMillis\":\\d+.*"));
    }

    @Test
    void helpHasExamplesAndNothingSecretIsPrinted() throws Exception {
        Jar.Result help = Jar.run(Jar.COMMAND, folder, Map.of(), "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Examples:", "--after", "Exit codes:").doesNotContain("a-secret");
        assertThat(Jar.run(Jar.COMMAND, folder, Map.of(), "--version").out()).matches("apim-reconnect [0-9].*\\R");
    }

    private Jar.Result run(String... args) throws Exception {
        return run(relay.endpoint(), relay.endpoint(), args);
    }

    private Jar.Result run(URI endpoint, URI authority, String... args) throws Exception {
        return run(SIGNED_IN, endpoint, authority, args);
    }

    private Jar.Result run(Map<String, String> environment, URI endpoint, URI authority, String... args)
            throws Exception {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--endpoint", endpoint.toString()));
        all.addAll(List.of("--authority", authority.toString(), "--ca", ca));
        return Jar.run(Jar.COMMAND, folder, environment, all.toArray(new String[0]));
    }
}
