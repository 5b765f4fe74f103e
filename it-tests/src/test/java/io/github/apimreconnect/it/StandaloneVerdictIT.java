package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The packaged mock's verdict on a run: its exit code and its report. */
final class StandaloneVerdictIT {
    private static final int SIGTERM = 128 + 15;

    @TempDir
    private Path folder;

    private final List<RunningMock> started = new ArrayList<>();
    private Path report = Path.of("");

    @BeforeEach
    void name() throws Exception {
        report = Files.createDirectory(folder.resolve("reports")).resolve("report.xml");
    }

    @AfterEach
    void end() {
        started.forEach(RunningMock::close);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "accepted, 0",
        "accepted refused, 3",
        "script, 3",
        "refused script, 3",
        "notHttp, 3",
        "token, 3",
        "script reset, 3",
        "refused reset, 3",
        "script discard, 0",
        "admin, 0"
    })
    void theExitCodeSaysWhetherARequestWasRefusedOrAScriptLeft(String sent, int exitCode) throws Exception {
        RunningMock mock = run("--fail-on", "refusal,unused-script");
        for (String one : sent.split(" ", -1)) {
            send(mock, one);
        }
        assertThat(mock.end("TERM")).isEqualTo(exitCode);
        assertThat(failed().isEmpty()).isEqualTo(exitCode == 0);
        assertThat(mock.errors().contains("mock-arm: failed: ")).isEqualTo(exitCode != 0);
    }

    @Test
    void aScriptThatIsLeftIsAWarningInOneLineWithoutControlCharacters() throws Exception {
        RunningMock mock = run();
        String script = "{\"scope\":{\"backend\":\"\\u001b[31mX\\nINJECT\"},\"steps\":[\"service-locked\"]}";
        assertThat(mock.post("/_mock/scenarios", script)).isEqualTo(200);
        mock.end("TERM");
        assertThat(mock.errors())
                .hasLineCount(1)
                .contains("Unused script steps: Script[*/\\u001b[31mX\\u000aINJECT, unused [service-locked]]")
                .doesNotContain("\u001b");
    }

    @Test
    void onlyTheKindsThatWereAskedForFailTheRun() throws Exception {
        RunningMock mock = run("--fail-on", "unused-script,internal-error");
        send(mock, "refused");
        assertThat(mock.end("TERM")).isZero();
        assertThat(failed()).containsExactly("api-version");
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void withoutAVerdictTheExitCodeIsTheSignals(String signal, int exitCode) throws Exception {
        Signals.assumeReceived(signal);
        RunningMock mock = run();
        send(mock, "refused");
        assertThat(mock.end(signal)).isEqualTo(exitCode);
        assertThat(failed()).containsExactly("api-version");
        assertThat(mock.errors()).isEmpty();
    }

    @Test
    void sigintIsJudgedLikeSigterm() throws Exception {
        Signals.assumeReceived("INT");
        RunningMock mock = run("--fail-on", "refusal");
        send(mock, "refused");
        assertThat(mock.end("INT")).isEqualTo(3);
    }

    @Test
    void aRequestThatHangsNeitherDelaysTheVerdictBeyondTheDrainNorChangesIt() throws Exception {
        RunningMock mock = run("--fail-on", "refusal", "--drain-timeout", "200ms");
        send(mock, "refused");
        try (RawConnection hanging = RawConnection.plain(mock.port(), 20_000)) {
            hanging.send("POST /half HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{");
            send(mock, "accepted");
            assertThat(mock.end("TERM")).isEqualTo(3);
        }
        assertThat(failed()).containsExactly("api-version");
        assertThat(property("requests")).isEqualTo("2");
    }

    @Test
    void aRequestRefusedDuringTheDrainCounts() throws Exception {
        RunningMock mock = run("--fail-on", "refusal", "--drain-timeout", "20s");
        try (RawConnection late = RawConnection.plain(mock.port(), 20_000)) {
            late.send("POST /half HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{");
            send(mock, "accepted");
            mock.signal("TERM");
            mock.awaitRefusedConnections();
            assertThat(late.send("}").status()).isEqualTo(404);
        }
        assertThat(mock.exitCode()).isEqualTo(3);
        assertThat(failed()).containsExactly("path");
    }

    @Test
    void theCountsAreRightWhateverTheJournalKeeps() throws Exception {
        RunningMock mock = run("--fail-on", "refusal", "--journal", "10");
        try (RawConnection caller = RawConnection.plain(mock.port(), 20_000)) {
            int requests = 3_000;
            caller.send("GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(requests - 1)
                    + "GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(caller.rest().split("HTTP/1.1 404 ", -1)).hasSize(requests + 1);
        }
        assertThat(mock.end("TERM")).isEqualTo(3);
        assertThat(property("requests")).isEqualTo("3000");
        assertThat(property("status.404")).isEqualTo("3000");
        assertThat(report).content().contains("message=\"3000 requests refused\"", "and 2990 more");
    }

    @ParameterizedTest
    @CsvSource({"accepted, 1", "refused, 3"})
    void aReportThatCannotBeWrittenIsAnErrorAndTheVerdictStands(String sent, int exitCode) throws Exception {
        RunningMock mock = run("--fail-on", "refusal");
        send(mock, sent);
        Files.delete(report.getParent());
        assertThat(mock.end("TERM")).isEqualTo(exitCode);
        assertThat(mock.errors()).contains("mock-arm: the report cannot be written: " + report + ": it does not exist");
    }

    @Test
    void aDiskThatIsFullAtTheEndLeavesNoPartOfAReport() throws Exception {
        // A limit on the size of files stands in for the disk: everything but the report is smaller.
        List<String> limited = new ArrayList<>(List.of("bash", "-c", "ulimit -f 2; exec \"$@\"", "bash"));
        RunningMock mock = started(RunningMock.start(folder, limited, "--report", report.toString()));
        send(mock, "refused");
        assertThat(mock.end("TERM")).isEqualTo(1);
        assertThat(mock.errors()).contains("mock-arm: the report cannot be written: " + report + ": ");
        assertThat(report.getParent()).isEmptyDirectory();
    }

    @Test
    void theReportOfAnEarlierRunIsGoneFromTheStart() throws Exception {
        Files.writeString(report, "<testsuites/>");
        RunningMock mock = run();
        assertThat(report).doesNotExist();
        mock.close();
        assertThat(report).doesNotExist();
    }

    @Test
    void aMockThatCannotStartHasNoVerdict() throws Exception {
        RunningMock first = run();
        Process second = Standalone.run(
                folder, "--port", Integer.toString(first.port()), "--fail-on", "refusal", "--report", report + "2");
        try {
            assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(Path.of(report + "2")).doesNotExist();
        } finally {
            second.destroyForcibly();
        }
        assertThat(first.end("TERM")).isEqualTo(SIGTERM);
    }

    private RunningMock run(String... args) throws Exception {
        List<String> all = new ArrayList<>(List.of("--report", report.toString()));
        all.addAll(List.of(args));
        return started(RunningMock.start(folder, List.of(), all.toArray(new String[0])));
    }

    private RunningMock started(RunningMock mock) {
        started.add(mock);
        return mock;
    }

    private static void send(RunningMock mock, String what) throws Exception {
        String script = "{\"steps\":[\"service-locked\"]}";
        switch (what) {
            case "" -> {}
            case "accepted" -> assertThat(mock.post(RunningMock.RECONNECT, "")).isEqualTo(202);
            case "refused" ->
                assertThat(mock.post(RunningMock.RECONNECT.replaceFirst("[?].*", ""), ""))
                        .isEqualTo(400);
            case "notHttp" -> assertThat(mock.raw("nonsense\r\n\r\n")).isEqualTo(400);
            case "token" ->
                assertThat(mock.post("/tenant/oauth2/v2.0/token", "")).isEqualTo(400);
            case "script" -> assertThat(mock.post("/_mock/scenarios", script)).isLessThan(300);
            case "reset" -> assertThat(mock.post("/_mock/reset", "")).isLessThan(300);
            case "discard" ->
                assertThat(mock.raw("DELETE /_mock/scenarios HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                        .isLessThan(300);
            case "admin" -> assertThat(mock.post("/_mock/nowhere", "")).isEqualTo(404);
            default -> throw new AssertionError(what);
        }
    }

    private Document parsed() throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(report)));
    }

    private List<String> failed() throws Exception {
        NodeList failures = parsed().getElementsByTagName("failure");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < failures.getLength(); i++) {
            names.add(((Element) failures.item(i).getParentNode()).getAttribute("name"));
        }
        return names;
    }

    private String property(String name) throws Exception {
        NodeList properties = parsed().getElementsByTagName("property");
        for (int i = 0; i < properties.getLength(); i++) {
            Element property = (Element) properties.item(i);
            if (property.getAttribute("name").equals(name)) {
                return property.getAttribute("value");
            }
        }
        throw new AssertionError("No property " + name);
    }
}
