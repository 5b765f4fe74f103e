package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's command, packaged, with a token from DefaultAzureCredential, against the mock behind a tap. */
final class CommandIT {
    @TempDir
    private Path folder;

    private CommandFixture command;
    private MockArm mock;

    @BeforeEach
    void start() throws Exception {
        command = new CommandFixture(folder);
        mock = command.mock;
    }

    @AfterEach
    void close() {
        command.close();
    }

    @Test
    void anAcceptedReconnectIsPrintedWithItsIdsAndItsTime() throws Exception {
        Jar.Result result = command.run(Pair.SAMPLE.toString(), "--after", "PT5M");
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
                Map.of("IDENTITY_ENDPOINT", command.relay.httpEndpoint() + "/msi/token", "IDENTITY_HEADER", "a-secret");
        Jar.Result result =
                command.run(inAppService, command.relay.endpoint(), command.relay.endpoint(), Pair.SAMPLE.toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(mock.journal().entries()).extracting(JournalEntry::status).containsExactly(200, 202);
        assertThat(mock.journal().entries().get(0).target()).startsWith("/msi/token?");
    }

    @Test
    void jsonIsOneObjectForScripts() throws Exception {
        Instant before = Instant.now();
        Jar.Result result = command.run(Pair.SAMPLE.toString(), "--output", "json");
        JsonNode json = JsonMapper.builder().build().readTree(result.out());
        assertThat(json.at("/status").asText()).isEqualTo("accepted");
        assertThat(json.at("/requestId").asText())
                .isEqualTo(mock.journal().last().requestId());
        assertThat(Instant.parse(json.at("/reconnectsAt").asText()))
                .isBetween(before.plusSeconds(115), Instant.now().plusSeconds(125));
    }

    @Test
    void theFourNamesDoAsWellAsTheId() throws Exception {
        Jar.Result result = command.run(
                "--subscription", Pair.SAMPLE.subscription(),
                "--resource-group", Pair.SAMPLE.resourceGroup(),
                "--service", Pair.SAMPLE.service(),
                "--backend", Pair.SAMPLE.backend());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(mock.journal().last().target()).startsWith(Pair.SAMPLE + "/reconnect?");
    }

    @Test
    void aRefusalIsOneLineWithWhatToDoNextAndExitCode1() throws Exception {
        Jar.Result result = command.run(Pair.SAMPLE.toString(), "--api-version", "2016-10-10");
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
        String id = Pair.SAMPLE.toString();
        assertBad("Invalid value for option '--after': 'PT-1S' is negative", id, "--after", "PT-1S");
        assertBad("'2x' is not a duration such as 90s, 2m or PT2M", id, "--after", "2x");
        assertBad("--timeout must be from 1ms to 1 day", id, "--timeout", "0s");
        assertBad("Invalid value for option '--cloud'", id, "--cloud", "moon");
        assertBad("--api-version must be", id, "--api-version", "");
        assertBad("Unknown option: '--nope'", id, "--nope");
        assertBad("'id' must look like", "");
        assertThat(mock.journal().entries()).isEmpty();
    }

    @Test
    void aFileOfCertificatesThatIsNoneIsExitCode2() throws Exception {
        String id = Pair.SAMPLE.toString();
        assertBad("--ca must be a file that can be read", id, "--ca", "/no/such/file");
        assertBad("is a directory", id, "--ca", folder.toString());
        assertBad("--ca must name a file", id, "--ca", "");
        Path empty = Files.createFile(folder.resolve("empty"));
        assertBad("--ca must hold certificates in PEM", id, "--ca", empty.toString());
        Path der = Files.write(folder.resolve("der"), new byte[] {0x30, (byte) 0x82, 1, 1});
        assertBad("--ca must hold certificates in PEM", id, "--ca", der.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--endpoint", "--authority"})
    void aBadServerIsExitCode2(String option) throws Exception {
        String id = Pair.SAMPLE.toString();
        assertBad(option + " must begin with https://", id, option, "http://localhost:1");
        assertBad(option + " must begin with https://", id, option, "");
        assertBad(option + " must be a URL", id, option, "https://a b");
        assertBad(option + " must end with the host or port", id, option, "https://localhost?x=y");
        assertBad(option + " must name a host, and no user", id, option, "https://me:s3cret@localhost");
    }

    @Test
    void aVariableThatIsRefusedIsNamed() throws Exception {
        for (String variable : List.of("AZURE_AUTHORITY_HOST", "AZURE_TENANT_ID", "HTTPS_PROXY")) {
            Jar.Result result = command.plain(Map.of(variable, "x://me:s3cret@y z"), Pair.SAMPLE.toString());
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).startsWith("apim-reconnect: " + variable + " in the environment must");
            assertThat(result.err()).doesNotContain("s3cret").hasLineCount(1);
        }
    }

    @Test
    void badArgumentsAreOneJsonObjectWhereJsonIsAskedFor() throws Exception {
        assertBadJson("Unknown option: '--nope'", "--output=json", "--nope");
        assertBadJson("Expected parameter for option '--after'", "--after", "--output", "JSON");
        assertBadJson("Give the ARM id of a backend", "--output", "json");
        assertBadJson("--timeout must be", "--timeout", "0s", "--output", "json", Pair.SAMPLE.toString());
    }

    private void assertBadJson(String message, String... args) throws Exception {
        Jar.Result result = command.plain(CommandFixture.SIGNED_IN, args);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        JsonNode json = JsonMapper.builder().build().readTree(result.out());
        assertThat(json.at("/status").asText()).isEqualTo("invalid");
        assertThat(json.at("/message").asText()).contains(message);
        assertThat(json.at("/next").asText()).isEqualTo("--help lists the options");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aNameThatLostCharactersIsRefused() throws Exception {
        assertLost("BACKEND_ARM_ID", Pair.SAMPLE + "$(printf '\\303\\251')");
        assertLost("--backend", "--backend \"$(printf '\\303\\251')\"");
        assertThat(mock.journal().entries()).isEmpty();
    }

    /** Through a shell, since the JVM of the tests may not be able to pass on what is outside ASCII either. */
    private void assertLost(String name, String arguments) throws Exception {
        Jar.Result result = shell(Map.of("LC_ALL", "C"), arguments);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("apim-reconnect: " + name + " lost characters to this terminal's encoding");
    }

    @Test
    void aResultThatCannotBeWrittenIsStillAcceptedAndSaidOnStderr() throws Exception {
        String server = command.relay.endpoint().toString();
        Jar.Result result = shell(
                CommandFixture.SIGNED_IN,
                Pair.SAMPLE + " --endpoint " + server + " --authority " + server + " --ca " + folder.resolve("all.pem")
                        + " >&-");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).isEqualTo("apim-reconnect: the result could not be written to stdout\n");
        assertThat(mock.journal().last().status()).isEqualTo(202);
    }

    private Jar.Result shell(Map<String, String> environment, String arguments) throws Exception {
        String java = String.join(" ", Jar.builder(Jar.COMMAND).command());
        return Jar.run(List.of("sh", "-c", java + " " + arguments), folder, CommandFixture.withoutProxy(environment));
    }

    @Test
    void anInternalErrorIsExitCode4() throws Exception {
        Map<String, String> broken = CommandFixture.signedInAnd(
                Map.of("JAVA_TOOL_OPTIONS", "-Dreactor.schedulers.defaultBoundedElasticSize=garbage"));
        Jar.Result result = command.plain(broken, Pair.SAMPLE.toString(), "--output", "json", "--timeout", "10s");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(4);
        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(result.out())
                        .at("/status")
                        .asText())
                .isEqualTo("internalError");
        Jar.Result text = command.plain(broken, Pair.SAMPLE.toString(), "--verbose");
        assertThat(text.exitCode()).isEqualTo(4);
        assertThat(text.err())
                .contains("Caused by: java.lang.NumberFormatException", "\napim-reconnect: internal error: ")
                .contains("report", "--verbose");
    }

    @Test
    void durationsAreShortOrIso8601() throws Exception {
        Jar.Result result = command.run(Pair.SAMPLE.toString(), "--after", "90s", "--timeout", "2m");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(mock.journal().last().body()).isEqualTo("{\"properties\":{\"after\":\"PT1M30S\"}}");
    }

    private void assertBad(String message, String... args) throws Exception {
        Jar.Result result = command.plain(CommandFixture.SIGNED_IN, args);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.err().lines()).as(result.err()).hasSize(1);
        assertThat(result.err()).startsWith("apim-reconnect: ").contains(message);
    }

    @Test
    void aMomentThatNoCalendarReachesIsStillAccepted() throws Exception {
        Jar.Result result = command.run(Pair.SAMPLE.toString(), "--after", "PT9223372036854775807S");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("at              in PT2562047788015215H30M7S");
    }

    @Test
    void nothingSecretIsLoggedEvenWhereEverythingIs() throws Exception {
        Map<String, String> loud = new HashMap<>(CommandFixture.SIGNED_IN);
        loud.put("JAVA_TOOL_OPTIONS", "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace");
        loud.put("AZURE_HTTP_LOG_DETAIL_LEVEL", "body_and_headers");
        Jar.Result result = command.run(
                loud, command.relay.endpoint(), command.relay.endpoint(), Pair.SAMPLE.toString(), "--verbose");
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
        Jar.Result result =
                command.run(command.relay.endpoint(), gone.endpoint(), Pair.SAMPLE.toString(), "--timeout", "PT20S");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
        assertThat(mock.journal().entries()).isEmpty();
    }

    @Test
    void noConnectionIsExitCode3() throws Exception {
        MockArm gone = MockArm.start();
        gone.close();
        Jar.Result result =
                command.run(gone.endpoint(), command.relay.endpoint(), Pair.SAMPLE.toString(), "--timeout", "PT5S");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
        assertThat(result.err()).contains("connection refused: localhost/", "; check the network");
        assertThat(result.err().lines()).allMatch(line -> line.startsWith("apim-reconnect: "));
    }

    @Test
    void eachRetryIsOneLineOfTheLogWithItsRequestId() throws Exception {
        MockArm gone = MockArm.start();
        gone.close();
        Map<String, String> informed = new HashMap<>(CommandFixture.SIGNED_IN);
        informed.put("JAVA_TOOL_OPTIONS", "-Dorg.slf4j.simpleLogger.defaultLogLevel=info");
        Jar.Result result = command.run(
                informed, gone.endpoint(), command.relay.endpoint(), Pair.SAMPLE.toString(), "--timeout", "PT20S");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err().lines().filter(line -> line.contains("Reconnect failed and is tried again")))
                .isNotEmpty()
                .allMatch(
                        line -> line.matches(".*\"x-ms-client-request-id\":\"[0-9a-f-]{36}\".*\"waitMillis\":\\d+.*"));
    }

    @Test
    void helpHasExamplesThatFitATerminal() throws Exception {
        Jar.Result help = command.plain(Map.of(), "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains("Examples:", "--after", "Exit codes:", "130 interrupted")
                .contains(
                        "AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET", "--tls-dir tls", "--ca tls/ca.pem")
                .doesNotContain("a-secret");
        assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
        // A line that picocli wraps would no longer be a command.
        assertThat(help.out().lines().filter(line -> line.contains("java -jar apim-reconnect.jar")))
                .allMatch(line -> line.startsWith("  java"))
                .hasSize(4);
        assertThat(command.plain(Map.of(), "--version").out()).matches("apim-reconnect [0-9].*\\R");
    }
}
