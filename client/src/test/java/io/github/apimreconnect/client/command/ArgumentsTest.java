package io.github.apimreconnect.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

final class ArgumentsTest {
    private static final String ID = Backends.named("a").toString();

    private final StringWriter err = new StringWriter();

    @Test
    void everyOptionIsAVariable() {
        CommandSpec spec = spec();
        for (OptionSpec option : spec.options()) {
            String name = option.longestName();
            Map<String, String> environment = new HashMap<>();
            boolean ofFleet = FleetArguments.FLEET_ONLY.contains(name);
            environment.put("APIM_RECONNECT_FLEET", ofFleet ? "f" : "");
            environment.put(Arguments.variable(name), " x ");
            assertThat(new Arguments(spec, environment).defaultValue(option))
                    .as(name)
                    .isEqualTo(option.usageHelp() || option.versionHelp() ? null : "x");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "--after, nope, APIM_RECONNECT_AFTER in the environment: 'nope' is not a duration such as 90s",
                "--after, 5m..2m, APIM_RECONNECT_AFTER in the environment: '5m..2m' ends before it begins",
                "--timeout, 0s, APIM_RECONNECT_TIMEOUT in the environment must be from 1ms to 1 day",
                "--cloud, moon, Invalid value for APIM_RECONNECT_CLOUD in the environment",
                "--endpoint, http://x, APIM_RECONNECT_ENDPOINT in the environment must begin with https://",
                "--output, xml, Invalid value for APIM_RECONNECT_OUTPUT in the environment",
                "--verbose, maybe, 'maybe' is not a boolean"
            })
    void aBadValueIsReportedWithTheNameOfItsVariable(String option, String value, String message) {
        assertThat(run(Map.of(Arguments.variable(option), value), ID)).isEqualTo(2);
        assertThat(err.toString()).contains(message).doesNotContain("'" + option + "'");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "--concurrency, 0, must be from 1 to 10000",
                "--concurrency, x, 'x' is not an int",
                "--stop-after, -1, must be 0 or more",
                "--budget, 200, '200' is not a bucket such as 200/10",
                "--budget, 0/10, must be 1 or more",
                "--budget, 1/0, must be from 0.001",
                "--budget-share, 2, must be above 0 and at most 1",
                "--budget-share, NaN, must be above 0 and at most 1",
                "--results, -, must name a file",
                "--fleet, /no/such/file, must be a readable file"
            })
    void aBadSettingOfAFleetIsReportedByItsNameEitherWay(String option, String value, String message) {
        List<String> args = option.equals("--fleet") ? List.of() : List.of("--fleet", "/dev/null");
        assertThat(run(Map.of(Arguments.variable(option), value), args.toArray(new String[0])))
                .isEqualTo(2);
        assertThat(err.toString()).contains(Arguments.variable(option) + " in the environment", message);
        err.getBuffer().setLength(0);
        List<String> more = new ArrayList<>(args);
        more.addAll(List.of(option, value));
        assertThat(run(Map.of(Arguments.variable(option), "x"), more.toArray(new String[0])))
                .isEqualTo(2);
        assertThat(err.toString()).contains(option, message).doesNotContain("APIM_RECONNECT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--fleet f --backend b | Give --fleet or --backend, not both",
                "--fleet f /subscriptions/x | Give --fleet or an ARM id, not both",
                "--fleet f --resume | --resume needs --results FILE",
                "--results r /subscriptions/x | --results needs --fleet FILE",
                "--dry-run --backend b | --dry-run needs --fleet FILE",
                "--budget-share 0.5 --backend b | --budget-share needs --fleet FILE"
            })
    void optionsThatDoNotGoTogetherAreNamed(String args, String message) {
        assertThat(run(Map.of(), args.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void anArgumentAlsoWinsOverVariablesThatDoNotGoWithIt() {
        Map<String, String> environment = Map.of(
                "APIM_RECONNECT_FLEET", "f",
                "APIM_RECONNECT_CONCURRENCY", "0",
                "APIM_RECONNECT_BACKEND", "b",
                "APIM_RECONNECT_TIMEOUT", "0s");
        assertThat(run(environment, ID)).isEqualTo(2);
        assertThat(err.toString()).contains("APIM_RECONNECT_TIMEOUT").doesNotContain("FLEET", "CONCURRENCY", "BACKEND");
    }

    @Test
    void variablesThatDoNotGoTogetherAreNamed() {
        assertThat(run(Map.of("APIM_RECONNECT_FLEET", "f", "APIM_RECONNECT_BACKEND", "b")))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("Give APIM_RECONNECT_FLEET in the environment or APIM_RECONNECT_BACKEND in the environment");
    }

    @Test
    void anEmptyVariableCountsAsNotSet() {
        assertThat(run(Map.of("APIM_RECONNECT_FLEET", " ", "APIM_RECONNECT_TIMEOUT", ""), "--backend", "b"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("Give the ARM id of a backend, or also --service, --resource-group, --subscription;");
    }

    @Test
    void helpDoesNotReadVariables() {
        assertThat(run(Map.of("APIM_RECONNECT_AFTER", "nope"), "--help")).isZero();
    }

    private static CommandSpec spec() {
        Report report =
                new Report(false, false, new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
        return new CommandLine(new ReconnectMain(report, Map.of())).getCommandSpec();
    }

    private int run(Map<String, String> environment, String... args) {
        PrintWriter out = new PrintWriter(new StringWriter());
        return ReconnectMain.run(new Report(false, false, out, new PrintWriter(err, true)), environment, args);
    }
}
