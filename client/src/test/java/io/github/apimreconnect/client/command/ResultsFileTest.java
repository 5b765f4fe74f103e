package io.github.apimreconnect.client.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.client.FleetOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultsFileTest {
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("results.jsonl");
    }

    @Test
    void anAcceptedBackendIsALineWithItsIds() throws Exception {
        write(false, Backends.accepted("a"));
        assertThat(Files.readString(file))
                .isEqualTo("{\"outcome\":\"accepted\",\"number\":1,\"backend\":\"" + Backends.named("a")
                        + "\",\"requestId\":\"request\",\"correlationId\":\"correlation\",\"status\":202,"
                        + "\"attempts\":1,\"elapsedMillis\":12,\"time\":\"1970-01-01T00:00:00Z\"}\n");
    }

    @Test
    void aFailureIsALineOfAsciiWithItsReason() throws Exception {
        write(false, Backends.disconnected("b"));
        String line = Files.readString(file);
        assertThat(line).matches("\\p{Print}+\\n");
        JsonNode json = JsonMapper.builder().build().readTree(line);
        assertThat(json.at("/outcome").asText()).isEqualTo("failed");
        assertThat(json.at("/code").asText()).isEqualTo("ConnectException");
        assertThat(json.at("/message").asText()).isEqualTo("connection refused: caf\u00e9");
        assertThat(json.at("/attempts").asInt()).isEqualTo(5);
    }

    @Test
    void onlyWhatWasAcceptedIsResumedAndInAnyCase() throws Exception {
        write(
                false,
                Backends.accepted("a"),
                Backends.disconnected("b"),
                new FleetOutcome.NotAttempted(Backends.named("c"), 3));
        BackendSet accepted = PastResults.read(file, true).accepted();
        assertThat(accepted.contains(Backends.named("A"))).isTrue();
        assertThat(accepted.contains(Backends.named("b"))).isFalse();
        assertThat(accepted.contains(Backends.named("c"))).isFalse();
    }

    @Test
    void aTornLineDoesNotCountAndTheNextBeginsOnALineOfItsOwn() throws Exception {
        write(false, Backends.accepted("a"));
        String torn = Files.readString(file).replace("backends/a", "backends/b");
        Files.writeString(file, torn.substring(0, torn.length() / 2), StandardOpenOption.APPEND);
        assertThat(write(true, Backends.accepted("c")).contains(Backends.named("b")))
                .isFalse();
        BackendSet accepted = PastResults.read(file, true).accepted();
        assertThat(accepted.contains(Backends.named("a"))).isTrue();
        assertThat(accepted.contains(Backends.named("b"))).isFalse();
        assertThat(accepted.contains(Backends.named("c"))).isTrue();
        assertThat(Files.readAllLines(file)).hasSize(3);
    }

    @Test
    void aLineThatLacksOnlyItsLineBreakCounts() throws Exception {
        write(false, Backends.accepted("a"));
        Files.writeString(file, Files.readString(file).stripTrailing());
        assertThat(write(true, Backends.accepted("b")).contains(Backends.named("a")))
                .isTrue();
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void resultsAreNeverOverwritten() throws Exception {
        Files.writeString(file, "{}\n");
        assertThatThrownBy(() -> ResultsFile.open(file, false, CLOCK))
                .isInstanceOf(BadArguments.class)
                .hasMessageContaining("is not empty; add --resume");
        assertThat(Files.readString(file)).isEqualTo("{}\n");
    }

    @Test
    void anotherFileIsNotResumed() throws Exception {
        Files.writeString(file, "{}\n" + Backends.named("a") + "\n");
        assertThatThrownBy(() -> ResultsFile.open(file, true, CLOCK))
                .isInstanceOf(BadArguments.class)
                .hasMessageContaining("is not a results file: see its line 2");
    }

    @Test
    void twoRunsDoNotShareAFile() {
        try (ResultsFile first = ResultsFile.open(file, false, CLOCK)) {
            assertThat(first.accepted()).isNotNull();
            assertThatThrownBy(() -> ResultsFile.open(file, false, CLOCK))
                    .isInstanceOf(BadArguments.class)
                    .hasMessageContaining("is in use by another run");
        }
    }

    @Test
    void aFullDiskIsReportedAndCounted() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "this system has no /dev/full");
        try (ResultsFile results = ResultsFile.open(full, false, CLOCK)) {
            assertThat(results.problem()).isNull();
            assertThat(results.add(Backends.accepted("a"))).isFalse();
            assertThat(results.add(Backends.accepted("b"))).isFalse();
            assertThat(results.add(new FleetOutcome.NotAttempted(Backends.named("c"), 3)))
                    .isFalse();
            assertThat(results.problem()).contains("'/dev/full'", "No space left", "the outcomes of 2 backends");
        }
    }

    private BackendSet write(boolean resume, FleetOutcome... outcomes) {
        try (ResultsFile results = ResultsFile.open(file, resume, CLOCK)) {
            for (FleetOutcome outcome : outcomes) {
                assertThat(results.add(outcome)).isTrue();
            }
            return results.accepted();
        }
    }
}
