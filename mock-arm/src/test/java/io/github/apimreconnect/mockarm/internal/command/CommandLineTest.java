package io.github.apimreconnect.mockarm.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.MockArm;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * Invalid command lines and their error messages; no run binds a port. While another test replaces the standard error,
 * picocli prints to that instead of the writer given here.
 */
@ResourceLock(value = Resources.SYSTEM_ERR, mode = ResourceAccessMode.READ)
final class CommandLineTest {
    @TempDir
    private Path folder;

    /** The exit code and output of a run. */
    private record Ended(int exitCode, String out, String err) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--port|70000|--port must be from 0 to 65535, but was 70000",
                "--port|-1|--port must be from 0 to 65535, but was -1",
                "--port|x|Invalid value for option '--port': 'x' is not an int",
                "--host|no.such.host.invalid|--host is not known: 'no.such.host.invalid'",
                "--host|[::1]:8443|--host is not known: '[::1]:8443'",
                "--auth|maybe|Invalid value for option '--auth'",
                "--api-versions|,|--api-versions must contain at least one version",
                "--throttle|fast|--throttle must be off, arm or CAPACITY/REFILL_PER_SECOND in whole numbers, but was 'fast'",
                "--throttle|0/0|--throttle must have a capacity and a refill of 1 or more",
                "--clock|sundial|Invalid value for option '--clock'",
                "--log|loud|Invalid value for option '--log'",
                "--journal|0|--journal must be 1 or more, but was 0",
                "--journal|99999999999|Invalid value for option '--journal'",
                "--drain-timeout|-1s|Invalid value for option '--drain-timeout': '-1s' is not a time",
                "--drain-timeout|999999999999m|--drain-timeout must be from 0 to 1 day",
                "--fault-rate|1.5|--fault-rate must be from 0 to 1, but was 1.5",
                "--fault-rate|NaN|--fault-rate must be from 0 to 1, but was NaN",
                "--fault-kinds|reset,nope|--fault-kinds: Unknown canned answer 'nope'",
                "--fault-kinds|delay|--fault-kinds: ",
                "--fault-kinds|reset*3|--fault-kinds: 'reset@before-answer*3' has a count, which is only allowed in scripts",
                "--seed|99999999999999999999|Invalid value for option '--seed'",
                "--world|/no/such/world.yaml|--world cannot be read: /no/such/world.yaml: it does not exist",
                "--world|/|--world cannot be read: /: it is a folder",
                "--world|/dev/zero|--world: /dev/zero has more than 3 MiB",
                "--scenarios|/no/such/folder|--scenarios cannot be read: /no/such/folder: it does not exist",
                "--scenarios|/dev/null|--scenarios cannot be read: /dev/null: it is not a folder",
                "--ready-file|/no/such/folder/r.json|--ready-file must be in an existing folder, but was /no/such",
                "--ready-file|/dev/null/r.json|--ready-file must be in an existing folder, but was /dev/null/r.json",
                "--ready-file|/proc/r.json|--ready-file cannot be written: /proc/r.json: ",
                "--ready-file|/dev/null|--ready-file cannot be written: /dev/null cannot be removed",
                "--ready-file|/tmp|--ready-file cannot be written: /tmp is a folder",
                "--report|/no/such/folder/r.xml|--report must be in an existing folder, but was /no/such/folder/r.xml",
                "--report|/proc/r.xml|--report cannot be written: /proc/r.xml: ",
                "--report|/dev/full|--report cannot be written: /dev/full cannot be removed",
                "--report|/tmp|--report cannot be written: /tmp is a folder",
                "--fail-on|refusal,nope|--fail-on: Unknown kind 'nope'. Known kinds: refusal, unused-script, internal-error",
                "--fail-on|,|--fail-on must contain at least one of refusal, unused-script, internal-error",
                "--tls-dir|/dev/null|--tls-dir cannot be created: /dev/null: it exists and is not a folder",
                "--tls-dir|/dev/null/tls|--tls-dir cannot be created: /dev/null/tls: ",
                "--tls-dir|/proc/tls|--tls-dir cannot be created: /proc/tls: ",
                "--tls-cert|/no/such/cert.pem|--tls-cert does nothing without --tls-key",
                "--tls-key|/no/such/key.pem|--tls-key does nothing without --tls-cert",
                "--public-host|mock-arm,https://x|--public-host must be a host name or an address, without scheme or port, but was 'https://x'",
                "--public-host|mock-arm:8443|--public-host must be a host name or an address, without scheme or port, but was 'mock-arm:8443'",
                "--public-host|[::1|--public-host must be a host name or an address",
                "--public-host|256.1.1.1|--public-host must be a host name or an address, without scheme or port, but was '256.1.1.1'",
                "--public-host|*.test|--public-host must be a host name or an address",
            })
    void aBadValueIsOneLineInTheUsersWordsWhereverItComesFrom(String option, String value, String problem) {
        // Kinds and seeds are rejected without a rate.
        String rate = option.equals("--fault-rate") ? "--auth=any" : "--fault-rate=0";
        Ended asArgument = run(Map.of(), option + "=" + value, rate);
        assertThat(asArgument.err).startsWith("mock-arm: " + problem).hasLineCount(1);
        assertThat(asArgument.exitCode).isEqualTo(2);
        assertThat(asArgument.out).isEmpty();
        String variable = variable(option);
        Ended asVariable = run(Map.of(variable, value), rate);
        assertThat(asVariable.err)
                .startsWith("mock-arm: ")
                .contains(variable)
                .doesNotContain(option)
                .hasLineCount(1);
        assertThat(asVariable.exitCode).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--fault-kinds=reset", "--seed=7"})
    void faultsWithoutARateAreAnError(String option) {
        String name = option.substring(0, option.indexOf('='));
        assertThat(run(Map.of(), option).err).startsWith("mock-arm: " + name + " does nothing without --fault-rate");
        assertThat(run(Map.of(), "--fault-rate=", option).exitCode).isEqualTo(2);
    }

    @Test
    void aPortTwiceIsAnError() {
        assertThat(run(Map.of(), "--port=8443", "--port=0").err)
                .startsWith("mock-arm: option '--port' (PORT) should be specified only once");
    }

    @Test
    void anyVersionAndAListExcludeEachOther() {
        assertThat(run(Map.of("MOCK_ARM_API_VERSIONS", "x"), "--any-api-version").err)
                .startsWith("mock-arm: --any-api-version cannot be combined with MOCK_ARM_API_VERSIONS");
    }

    @Test
    void anArgumentWinsOverAVariableThatIsWrong() {
        assertThat(run(Map.of("MOCK_ARM_PORT", "x"), "--port=-1").err).startsWith("mock-arm: --port must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "--version", "-V"})
    void noVariableStandsInTheWayOfHelp(String option) {
        Ended ended = run(Map.of("MOCK_ARM_PORT", "x", "MOCK_ARM_HELP", "x", "MOCK_ARM_AUTH", "maybe"), option);
        assertThat(ended.exitCode).isZero();
        assertThat(ended.err).isEmpty();
        assertThat(ended.out).contains("mock-arm");
    }

    @Test
    void aVariableNamedLikeHelpIsIgnored() {
        assertThat(run(Map.of("MOCK_ARM_VERSION", "1.0", "MOCK_ARM_HELP", "no"), "--port=-1").err)
                .startsWith("mock-arm: --port must be");
    }

    @Test
    void emptyValuesCountAsNotSetForEveryOption() {
        List<String> options = new CommandLine(new MockArmMain())
                .getCommandSpec().options().stream()
                        .map(option -> option.longestName())
                        .filter(name -> !Set.of("--help", "--version", "--health", "--port")
                                .contains(name))
                        .toList();
        assertThat(options).hasSizeGreaterThan(15);
        String[] joined = options.stream().map(name -> name + "=").toArray(String[]::new);
        String[] apart = options.stream()
                .filter(name -> !name.equals("--any-api-version") && !name.equals("--strict-duration"))
                .flatMap(name -> Stream.of(name, ""))
                .toArray(String[]::new);
        Map<String, String> variables =
                options.stream().collect(Collectors.toMap(CommandLineTest::variable, name -> " "));
        for (String[] args : List.of(joined, apart, new String[0])) {
            Ended ended = run(variables, with(args, "--port=-1"));
            assertThat(ended.err).startsWith("mock-arm: --port must be from 0 to 65535");
        }
    }

    @Test
    void helpFitsEightyColumns() {
        assertThat(run(Map.of(), "--help").out.lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void thePortThatKubernetesSetsForAServiceOfTheNameIsIgnored() {
        Map<String, String> links =
                Map.of("MOCK_ARM_PORT", "tcp://10.0.0.11:8443", "MOCK_ARM_SERVICE_HOST", "10.0.0.11");
        // Refused for the journal, so the port was not.
        assertThat(run(links, "--journal=0").err).startsWith("mock-arm: --journal must be 1 or more");
    }

    @Test
    void anUnknownOptionIsAnsweredWithOneLikeIt() {
        Ended ended = run(Map.of(), "--prot=1");
        assertThat(ended.exitCode).isEqualTo(2);
        assertThat(ended.err).startsWith("mock-arm: Unknown option: '--prot=1'").hasLineCount(1);
    }

    @Test
    void aReadyFileOfAnEarlierRunIsGoneEvenIfTheStartFails() throws IOException {
        Path ready = Files.writeString(folder.resolve("r.json"), "{}");
        assertThat(run(Map.of(), "--port=x", "--ready-file=" + ready).exitCode).isEqualTo(2);
        assertThat(ready).doesNotExist();
        Files.writeString(ready, "{}");
        run(Map.of("MOCK_ARM_READY_FILE", ready.toString()), "--prot");
        assertThat(ready).doesNotExist();
    }

    @Test
    void aReportOfAnEarlierRunIsGoneEvenIfTheStartFails() throws IOException {
        Path report = Files.writeString(folder.resolve("r.xml"), "<testsuites/>");
        assertThat(run(Map.of(), "--port=x", "--report=" + report).exitCode).isEqualTo(2);
        assertThat(report).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "--ready-file, f, --report, f, f",
        "--ready-file, f, --report, ./f, f",
        "--ready-file, f, --report, linked, f",
        "--ready-file, f, --report, folder/f, f",
        "--ready-file, f, --world, f, f",
        "--report, f, --world, f, f",
        "--report, f, --tls-key, f, f",
        "--ready-file, f, --tls-cert, f, f",
        "--ready-file, f, --tls-dir, f, f",
        "--ready-file, ca.pem, --tls-dir, ., ca.pem",
        "--ready-file, ca-key.pem, --tls-dir, ., ca-key.pem",
        "--report, truststore.p12, --tls-dir, folder, truststore.p12",
        "--tls-dir, ., --tls-cert, ca.pem, ca.pem",
    })
    void aFileThatARunWritesIsNotUsedByAnotherOptionAndStaysAsItIs(
            String one, String file, String other, String otherFile, String same) throws IOException {
        Path used = Files.writeString(folder.resolve(same), "the user's");
        Files.createSymbolicLink(folder.resolve("linked"), used);
        Files.createSymbolicLink(folder.resolve("folder"), folder);
        // Without the check, the run would otherwise start.
        String later = "--journal=0";
        Ended asArguments =
                run(Map.of(), one + "=" + folder.resolve(file), other + "=" + folder + "/" + otherFile, later);
        assertThat(asArguments.err)
                .startsWith("mock-arm: " + one + " and " + other + " use the same file: " + folder)
                .hasLineCount(1);
        assertThat(asArguments.exitCode).isEqualTo(2);
        assertThat(used).hasContent("the user's");
        assertThat(run(Map.of(variable(other), folder + "/" + otherFile), one + "=" + folder.resolve(file), later).err)
                .startsWith("mock-arm: " + one + " and " + variable(other) + " use the same file: ");
    }

    @Test
    void aNewFileNamedTwiceIsAlsoRefused() {
        assertThat(run(Map.of(), "--ready-file=" + folder + "/f", "--report=" + folder + "/f", "--journal=0").err)
                .startsWith("mock-arm: --ready-file and --report use the same file: " + folder.resolve("f"));
    }

    @Test
    void filesOfTheSameNameInOtherFoldersAreNotTheSame() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        assertThat(run(
                                Map.of(),
                                "--ready-file=" + inner + "/ca.pem",
                                "--report=" + folder + "/ca.pem",
                                "--tls-dir=" + folder + "/tls",
                                "--world=" + folder + "/w")
                        .err)
                .startsWith("mock-arm: --world cannot be read: ");
    }

    @Test
    void helpLeavesTheFilesOfAnEarlierRun() throws IOException {
        Path ready = Files.writeString(folder.resolve("r.json"), "{}");
        run(Map.of("MOCK_ARM_READY_FILE", ready.toString()), "--help", "--ready-file=" + ready);
        assertThat(ready).exists();
    }

    @Test
    void aPortThatIsTakenIsExitCodeOneAndLeavesNothing() throws IOException {
        Path tls = folder.resolve("new");
        Path ready = folder.resolve("r.json");
        try (MockArm first = MockArm.start()) {
            Ended ended = run(
                    Map.of(), "--port=" + first.port(), "--tls-dir=" + tls, "--ready-file=" + ready.toAbsolutePath());
            assertThat(ended.exitCode).isEqualTo(1);
            assertThat(ended.err)
                    .startsWith("mock-arm: cannot listen on 127.0.0.1:" + first.port())
                    .hasLineCount(1);
            assertThat(ended.out).isEmpty();
        }
        assertThat(ready).doesNotExist();
        assertThat(tls).isEmptyDirectory();
    }

    @Test
    void aCannedAnswerThatIsNotReadIsNamedByOptionAndFile() throws IOException {
        Files.writeString(folder.resolve("bad.json"), "{\"status\":404,\"status\":500}");
        assertThat(run(Map.of(), "--scenarios=" + folder).err)
                .startsWith("mock-arm: --scenarios: " + folder.resolve("bad.json") + ", line 1, column ")
                .contains("Duplicate field 'status'");
    }

    @Test
    void anArgumentIsNotTakenForAFileOfArguments() throws IOException {
        Path file = Files.writeString(folder.resolve("arguments"), "--port=-1");
        Ended ended = run(Map.of(), "@" + file);
        assertThat(ended.err).startsWith("mock-arm: Unmatched argument at index 0: '@" + file + "'");
        assertThat(ended.exitCode).isEqualTo(2);
    }

    @Test
    void aWorldThatIsNotYamlIsNamedWithThePlaceAndTheCause() throws IOException {
        Path world = Files.writeString(folder.resolve("w.yaml"), "subscriptions:\n\ta: {}\n");
        assertThat(run(Map.of(), "--world=" + world).err)
                .startsWith("mock-arm: --world " + world + ", line 2, column 1: found character '\\t(TAB)'");
    }

    private static String variable(String option) {
        return "MOCK_ARM" + option.substring(1).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static String[] with(String[] args, String last) {
        String[] all = Arrays.copyOf(args, args.length + 1);
        all[args.length] = last;
        return all;
    }

    private static Ended run(Map<String, String> environment, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = MockArmMain.run(environment, new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Ended(exitCode, out.toString(), err.toString());
    }
}
