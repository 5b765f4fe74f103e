package io.github.apimreconnect.client.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class DurationOptionTest {
    private final DurationOption option = new DurationOption();

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "90s, PT1M30S",
        "2m, PT2M",
        "0s, PT0S",
        "PT2M, PT2M",
        "pt3s, PT3S",
        "P1D, PT24H",
        "PT0.5S, PT0.5S"
    })
    void shortFormsAndIso8601AreRead(String text, Duration expected) {
        assertThat(option.convert(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "2",
                "m",
                "2 m",
                "2M",
                "2h",
                "1.5s",
                "-1s",
                "+1s",
                "1m30s",
                "٣s",
                "PT",
                "P1Y",
                "2m\n",
                "NaN",
                "9999999999999999999s",
                "999999999999999999m",
                "PT9999999999999999999S"
            })
    void anythingElseIsRefusedWithExamples(String text) {
        assertThatThrownBy(() -> option.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("is not a duration such as 90s, 2m or PT2M");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "-PT1S", "P-1D"})
    void aNegativeOneIsRefused(String text) {
        assertThatThrownBy(() -> option.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'" + text + "' is negative");
    }
}
