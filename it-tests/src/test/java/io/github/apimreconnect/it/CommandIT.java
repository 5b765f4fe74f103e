package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        Jar.Result result = command.run(ClientAndMock.SAMPLE.toString(), "--after", "PT5M");
        assertThat(result.exitCode()).as(result.err()).isZero();
        JournalEntry seen = mock.journal().last();
        assertThat(seen.body()).isEqualTo("{\"properties\":{\"after\":\"PT5M\"}}");
        assertThat(result.out())
                .startsWith("Accepted: every gateway will reconnect to " + ClientAndMock.SAMPLE)
                .contains("request id      " + seen.requestId())
                .contains("correlation id  ");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aManagedIdentityGetsItsTokenFromTheMock() throws Exception {
        Map<String, String> inAppService =
                Map.of("IDENTITY_ENDPOINT", command.relay.httpEndpoint() + "/msi/token", "IDENTITY_HEADER", "a-secret");
        Jar.Result result = command.run(
                inAppService, command.relay.endpoint(), command.relay.endpoint(), ClientAndMock.SAMPLE.toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(mock.journal().entries()).extracting(JournalEntry::status).containsExactly(200, 202);
        assertThat(mock.journal().entries().get(0).target()).startsWith("/msi/token?");
    }

    @Test
    void jsonIsOneObjectForScripts() throws Exception {
        Instant before = Instant.now();
        Jar.Result result = command.run(ClientAndMock.SAMPLE.toString(), "--output", "json");
        JsonNode json = JsonMapper.builder().build().readTree(result.out());
        assertThat(json.at("/status").asText()).isEqualTo("accepted");
        assertThat(json.at("/requestId").asText())
                .isEqualTo(mock.journal().last().requestId());
        assertThat(Instant.parse(json.at("/reconnectsAt").asText()))
                .isBetween(before.plusSeconds(115), Instant.now().plusSeconds(125));
    }

    @Test
    void theFourNamesReplaceTheId() throws Exception {
        Jar.Result result = command.run(
                "--subscription", ClientAndMock.SAMPLE.subscription(),
                "--resource-group", ClientAndMock.SAMPLE.resourceGroup(),
                "--service", ClientAndMock.SAMPLE.service(),
                "--backend", ClientAndMock.SAMPLE.backend());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(mock.journal().last().target()).startsWith(ClientAndMock.SAMPLE + "/reconnect?");
    }

    @Test
    void aRefusalIsOneLineWithWhatToDoNextAndExitCode1() throws Exception {
        Jar.Result result = command.run(ClientAndMock.SAMPLE.toString(), "--api-version", "2016-10-10");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err())
                .startsWith("apim-reconnect: 404 InvalidResourceType: ")
                .endsWith("; check the id, the subscription and --api-version\n");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aResultThatCannotBeWrittenIsStillAcceptedAndReportedOnStderr() throws Exception {
        String server = command.relay.endpoint().toString();
        Jar.Result result = command.shell(
                CommandFixture.SIGNED_IN,
                ClientAndMock.SAMPLE + " --endpoint " + server + " --authority " + server + " --ca "
                        + folder.resolve("all.pem") + " >&-");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).isEqualTo("apim-reconnect: the result could not be written to stdout\n");
        assertThat(mock.journal().last().status()).isEqualTo(202);
    }

    @Test
    void anInternalErrorIsExitCode4() throws Exception {
        Map<String, String> broken = CommandFixture.signedInAnd(
                Map.of("JAVA_TOOL_OPTIONS", "-Dreactor.schedulers.defaultBoundedElasticSize=garbage"));
        Jar.Result result =
                command.plain(broken, ClientAndMock.SAMPLE.toString(), "--output", "json", "--timeout", "10s");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(4);
        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(result.out())
                        .at("/status")
                        .asText())
                .isEqualTo("internalError");
        Jar.Result text = command.plain(broken, ClientAndMock.SAMPLE.toString(), "--verbose");
        assertThat(text.exitCode()).isEqualTo(4);
        assertThat(text.err())
                .contains("Caused by: java.lang.NumberFormatException", "\napim-reconnect: internal error: ")
                .contains("report", "--verbose");
    }

    @Test
    void durationsAreShortOrIso8601() throws Exception {
        Jar.Result result = command.run(ClientAndMock.SAMPLE.toString(), "--after", "90s", "--timeout", "2m");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(mock.journal().last().body()).isEqualTo("{\"properties\":{\"after\":\"PT1M30S\"}}");
    }

    @Test
    void aTimeBeyondTheCalendarIsStillAccepted() throws Exception {
        Jar.Result result = command.run(ClientAndMock.SAMPLE.toString(), "--after", "PT9223372036854775807S");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("at              in PT2562047788015215H30M7S");
    }

    @Test
    void nothingSecretIsLoggedEvenAtTheLowestLevel() throws Exception {
        Map<String, String> loud = new HashMap<>(CommandFixture.SIGNED_IN);
        loud.put("JAVA_TOOL_OPTIONS", "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace");
        loud.put("AZURE_HTTP_LOG_DETAIL_LEVEL", "body_and_headers");
        Jar.Result result = command.run(
                loud, command.relay.endpoint(), command.relay.endpoint(), ClientAndMock.SAMPLE.toString(), "--verbose");
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
        Jar.Result result = command.run(
                command.relay.endpoint(), gone.endpoint(), ClientAndMock.SAMPLE.toString(), "--timeout", "PT60S");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
        assertThat(mock.journal().entries()).isEmpty();
    }

    @Test
    void noConnectionIsExitCode3() throws Exception {
        MockArm gone = MockArm.start();
        gone.close();
        Jar.Result result = command.run(
                gone.endpoint(), command.relay.endpoint(), ClientAndMock.SAMPLE.toString(), "--timeout", "PT60S");
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
                informed,
                gone.endpoint(),
                command.relay.endpoint(),
                ClientAndMock.SAMPLE.toString(),
                "--timeout",
                "PT60S");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err().lines().filter(line -> line.contains("Reconnect failed; retrying")))
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
        // A command that picocli wraps cannot be pasted into a shell.
        assertThat(help.out().lines().filter(line -> line.contains("java -jar apim-reconnect.jar")))
                .allMatch(line -> line.startsWith("  java"))
                .hasSize(5);
        assertThat(command.plain(Map.of(), "--version").out()).matches("apim-reconnect [0-9].*\\R");
    }
}
