package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid arguments and variables of the operator's command. */
final class CommandArgumentsIT {
    @TempDir
    private Path folder;

    private CommandFixture command;

    @BeforeEach
    void start() throws Exception {
        command = new CommandFixture(folder);
    }

    @AfterEach
    void nothingWasSent() {
        try (CommandFixture ended = command) {
            assertThat(ended.mock.journal().entries()).isEmpty();
        }
    }

    @Test
    void badArgumentsAreOneLineAndExitCode2() throws Exception {
        assertBad("'id' must look like", "not-an-id");
        assertBad("Give the ARM id of a backend", "--backend", "b");
        assertBad("Give the ARM id or the four names", ClientAndMock.SAMPLE.toString(), "--backend", "b");
        String id = ClientAndMock.SAMPLE.toString();
        assertBad("Invalid value for option '--after': 'PT-1S' is negative", id, "--after", "PT-1S");
        assertBad("'2x' is not a duration such as 90s, 2m or PT2M", id, "--after", "2x");
        assertBad("--timeout must be from 1ms to 1 day", id, "--timeout", "0s");
        assertBad("Invalid value for option '--cloud'", id, "--cloud", "moon");
        assertBad("--api-version must be", id, "--api-version", "");
        assertBad("Unknown option: '--nope'", id, "--nope");
        assertBad("'id' must look like", "");
    }

    @Test
    void aFileWithoutCertificatesIsExitCode2() throws Exception {
        String id = ClientAndMock.SAMPLE.toString();
        assertBad("--ca must be a readable file", id, "--ca", "/no/such/file");
        assertBad("is a directory", id, "--ca", folder.toString());
        assertBad("--ca must name a file", id, "--ca", "");
        Path empty = Files.createFile(folder.resolve("empty"));
        assertBad("--ca must contain PEM certificates", id, "--ca", empty.toString());
        Path der = Files.write(folder.resolve("der"), new byte[] {0x30, (byte) 0x82, 1, 1});
        assertBad("--ca must contain PEM certificates", id, "--ca", der.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--endpoint", "--authority"})
    void aBadServerIsExitCode2(String option) throws Exception {
        String id = ClientAndMock.SAMPLE.toString();
        assertBad(option + " must begin with https://", id, option, "http://localhost:1");
        assertBad(option + " must begin with https://", id, option, "");
        assertBad(option + " must be a URL", id, option, "https://a b");
        assertBad(option + " must not have a path, query or fragment", id, option, "https://localhost?x=y");
        assertBad(option + " must name a host, without a user name", id, option, "https://me:s3cret@localhost");
    }

    @Test
    void aDryRunRefusesWhatTheRunWould() throws Exception {
        String fleet = Files.writeString(folder.resolve("fleet"), ClientAndMock.SAMPLE + "\n")
                .toString();
        assertBad("--endpoint must begin with https://", "--fleet", fleet, "--dry-run", "--endpoint", "x");
        assertBad("--ca must be a readable file", "--fleet", fleet, "--dry-run", "--ca", "/no/such/file");
        assertBad("--timeout must be from 1ms to 1 day", "--fleet", fleet, "--dry-run", "--timeout", "0s");
    }

    @Test
    void aVariableThatIsRefusedIsNamed() throws Exception {
        for (String variable : List.of("AZURE_AUTHORITY_HOST", "AZURE_TENANT_ID", "HTTPS_PROXY")) {
            Jar.Result result = command.plain(Map.of(variable, "x://me:s3cret@y z"), ClientAndMock.SAMPLE.toString());
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
        assertBadJson("--timeout must be", "--timeout", "0s", "--output", "json", ClientAndMock.SAMPLE.toString());
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
        assertLost("BACKEND_ARM_ID", ClientAndMock.SAMPLE + "$(printf '\\303\\251')");
        assertLost("--backend", "--backend \"$(printf '\\303\\251')\"");
    }

    /** Runs through a shell, since the JVM of the tests may not be able to pass non-ASCII arguments either. */
    private void assertLost(String name, String arguments) throws Exception {
        Jar.Result result = command.shell(Map.of("LC_ALL", "C"), arguments);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("apim-reconnect: " + name + " lost characters to this terminal's encoding");
    }

    private void assertBad(String message, String... args) throws Exception {
        Jar.Result result = command.plain(CommandFixture.SIGNED_IN, args);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.err().lines()).as(result.err()).hasSize(1);
        assertThat(result.err()).startsWith("apim-reconnect: ").contains(message);
    }
}
