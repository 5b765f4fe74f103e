package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's command with a fleet, packaged, against the mock behind a tap. */
final class FleetCommandIT {
    private static final String SUBSCRIPTION = ClientAndMock.SAMPLE.subscription();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final List<Process> begun = new ArrayList<>();
    private CommandFixture command;
    private MockArm mock;
    private Path results;

    @BeforeEach
    void start() throws Exception {
        command = new CommandFixture(folder);
        mock = command.mock;
        results = folder.resolve("results.jsonl");
    }

    @AfterEach
    void close() {
        begun.forEach(Process::destroyForcibly);
        command.close();
    }

    @Test
    void everyBackendIsCalledAndRecorded() throws Exception {
        Jar.Result result = command.run(
                "--fleet", fleet(20), "--results", results.toString(), "--output", "json", "--after", "2m..4m");
        assertThat(result.exitCode()).as(result.err()).isZero();
        JsonNode summary = json(result.out());
        assertThat(summary.at("/status").asText()).isEqualTo("accepted");
        assertThat(summary.at("/accepted").asInt()).isEqualTo(20);
        assertThat(calls()).extracting(JournalEntry::body).doesNotHaveDuplicates();
        assertThat(recorded("accepted")).containsExactlyInAnyOrderElementsOf(ids(20));
        assertThat(results).content().doesNotContain("a-secret").doesNotContainPattern("eyJ[\\w-]+\\.eyJ");
        assertThat(result.err()).contains("20 of 20 backends");
    }

    @Test
    void everyBadLineIsReportedAndNothingIsSent() throws Exception {
        Path file = Files.writeString(folder.resolve("bad"), "nope\n" + ids(1).get(0) + "\n\n# x\n/subscriptions/x\n");
        Jar.Result result = command.run("--fleet", file.toString(), "--results", results.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().lines()).hasSize(3);
        assertThat(result.err()).contains("line 1 of '", "line 5 of '", "--fleet has 2 lines in '", "nothing was sent");
        assertThat(mock.journal().entries()).isEmpty();
    }

    @Test
    void aDryRunSendsNothingAndSaysHowLongItWillTake() throws Exception {
        Jar.Result result =
                command.run("--fleet", fleet(30), "--dry-run", "--budget", "10/2", "--results", "" + results);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).containsPattern(SUBSCRIPTION + " +30 +10s").contains("Nothing was sent.");
        assertThat(mock.journal().entries()).isEmpty();
        assertThat(results).doesNotExist();
    }

    @Test
    void aPipeCanBeTheFleetAndVariablesItsOptions() throws Exception {
        Map<String, String> environment = CommandFixture.signedInAnd(Map.of(
                "APIM_RECONNECT_FLEET", "-",
                "APIM_RECONNECT_OUTPUT", "json",
                "APIM_RECONNECT_ENDPOINT", command.relay.endpoint().toString(),
                "APIM_RECONNECT_AUTHORITY", command.relay.endpoint().toString(),
                "APIM_RECONNECT_CA", folder.resolve("all.pem").toString()));
        Jar.Result result = command.shell(environment, "--verbose=false < " + fleet(3));
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(json(result.out()).at("/accepted").asInt()).isEqualTo(3);
    }

    @Test
    void whatWasRefusedIsALineAndResumeSendsOnlyThat() throws Exception {
        mock.script(Scope.backend("b3"), Step.answer("scope-locked"));
        String fleet = fleet(5);
        Jar.Result first = command.run("--fleet", fleet, "--results", results.toString());
        assertThat(first.exitCode()).isEqualTo(1);
        assertThat(first.err())
                .contains("apim-reconnect: refused " + ids(5).get(3) + ": 409 ScopeLocked")
                .contains("1 of 5 backends was not accepted; run it again with --resume");
        assertThat(recorded("refused")).containsExactly(ids(5).get(3));
        Jar.Result second = command.run("--fleet", fleet, "--results", results.toString(), "--resume");
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.out()).startsWith("Accepted: 1 of 1 backend ").containsPattern("already accepted +4");
        assertThat(calls()).hasSize(6);
    }

    @Test
    void aRunThatIsKilledLosesNothingAndSendsNothingRecordedTwice() throws Exception {
        String fleet = fleet(60);
        String[] run = {"--fleet", fleet, "--results", results.toString(), "--budget", "10/20"};
        command.cutsCalls();
        Process killed = begin(run);
        awaitRecorded(15);
        killed.destroyForcibly().waitFor();
        List<String> before = recorded("accepted");
        assertThat(before).hasSizeBetween(15, 59);
        Files.writeString(results, "{\"outcome\":\"accepted\",\"num", StandardOpenOption.APPEND);

        List<String> again = new ArrayList<>(List.of(run));
        again.add("--resume");
        Jar.Result resumed = command.run(again.toArray(new String[0]));
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        List<String> sent = calls().stream().map(FleetCommandIT::id).toList();
        assertThat(sent).containsAll(ids(60));
        assertThat(before).allSatisfy(id -> assertThat(sent).containsOnlyOnce(id));
        assertThat(recorded("accepted")).containsExactlyInAnyOrderElementsOf(ids(60));
    }

    @Test
    void aSignalStopsPolitely() throws Exception {
        Process process =
                begin("--fleet", fleet(300), "--results", results.toString(), "--budget", "5/10", "--output", "json");
        awaitRecorded(6);
        signal(process);
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        JsonNode summary = json(process.inputReader().readLine());
        assertThat(summary.at("/status").asText()).isEqualTo("interrupted");
        assertThat(summary.at("/accepted").asInt()).isEqualTo(calls().size());
        assertThat(recorded("accepted")).hasSize(calls().size());
        assertThat(recorded("not-attempted")).hasSize(300 - calls().size());
    }

    @Test
    void aSecondSignalEndsAtOnce() throws Exception {
        command.cutsCalls();
        mock.script(Scope.ANY, Step.parse("delay:30s"));
        Process process = begin("--fleet", fleet(1), "--results", results.toString());
        mock.journal().await(2, LIMIT);
        signal(process);
        assertThat(process.errorReader().readLine()).contains("stopping; what is in flight has 10 s");
        signal(process);
        assertThat(process.waitFor(9, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(process.inputReader().readLine()).isNull();
    }

    @Test
    void aFullDiskStopsTheRunAndIsNamed() throws Exception {
        assumeTrue(Files.isWritable(Path.of("/dev/full")), "this system has no /dev/full");
        Jar.Result result =
                command.run("--fleet", fleet(200), "--results", "/dev/full", "--concurrency", "4", "--budget", "9/9");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.err())
                .contains("apim-reconnect: the results file '/dev/full' could not be written: No space left on device");
        assertThat(result.out()).containsPattern("not attempted +1[0-9][0-9]");
        assertThat(calls()).hasSizeLessThan(20);
    }

    @Test
    void aFleetStopsIfNoneOfItsFirstCallsIsAnswered() throws Exception {
        MockArm gone = MockArm.start();
        gone.close();
        Jar.Result result =
                command.run(command.relay.endpoint(), gone.endpoint(), "--fleet", fleet(500), "--concurrency", "4");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
        assertThat(result.err()).containsOnlyOnce("stopping, since none of the first 20 calls was answered");
        assertThat(result.out()).containsPattern("failed +2[0-9]").containsPattern("not attempted +4[0-9][0-9]");
        assertThat(calls()).isEmpty();
    }

    @Test
    void noConnectionAtAllIsExitCode3() throws Exception {
        MockArm gone = MockArm.start();
        gone.close();
        Jar.Result result = command.run(
                gone.endpoint(), command.relay.endpoint(), "--fleet", fleet(2), "--stop-after", "1", "--timeout", "5s");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
        assertThat(result.err())
                .contains("apim-reconnect: failed " + ids(1).get(0).substring(0, 20));
    }

    @Test
    void aTerminalGetsABar() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "this system has no script");
        String java = String.join(
                " ",
                Jar.builder(
                                Jar.COMMAND,
                                command.toMock(
                                        command.relay.endpoint(),
                                        command.relay.endpoint(),
                                        "--fleet",
                                        fleet(40),
                                        "--budget",
                                        "10/10"))
                        .command());
        Jar.Result result = Jar.run(
                List.of("/usr/bin/script", "-qec", java, "/dev/null"),
                folder,
                CommandFixture.withoutProxy(CommandFixture.signedInAnd(Map.of("TERM", "xterm"))));
        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(result.out()).contains("100%", "40/40", "/s, ", " subscription", "Accepted: 40 of 40");
    }

    private Process begin(String... args) throws IOException {
        ProcessBuilder builder =
                Jar.builder(Jar.COMMAND, command.toMock(command.relay.endpoint(), command.relay.endpoint(), args));
        builder.environment().putAll(CommandFixture.withoutProxy(CommandFixture.SIGNED_IN));
        Process process = builder.start();
        begun.add(process);
        return process;
    }

    private static void signal(Process process) throws Exception {
        new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private void awaitRecorded(int lines) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!Files.exists(results) || Files.readAllLines(results).size() < lines) {
            assertThat(System.nanoTime()).as("results are being written").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private List<JournalEntry> calls() {
        return mock.journal().entries().stream()
                .filter(entry -> entry.target().contains("/reconnect?"))
                .toList();
    }

    private static String id(JournalEntry entry) {
        return BackendId.parse(entry.target()).toString();
    }

    /** Returns the backends with an outcome, from the lines that are complete. */
    private List<String> recorded(String outcome) throws IOException {
        List<String> backends = new ArrayList<>();
        for (String line : Files.readAllLines(results)) {
            if (line.endsWith("}") && json(line).at("/outcome").asText().equals(outcome)) {
                backends.add(json(line).at("/backend").asText());
            }
        }
        return backends;
    }

    private static JsonNode json(String text) throws IOException {
        return JsonMapper.builder().build().readTree(text);
    }

    private String fleet(int size) throws IOException {
        return Files.write(folder.resolve("fleet.txt"), ids(size)).toString();
    }

    private static List<String> ids(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> BackendId.of(SUBSCRIPTION, "rg1", "apimService1", "b" + i)
                        .toString())
                .toList();
    }
}
