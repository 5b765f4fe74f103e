package io.github.apimreconnect.mockarm.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Iso8601DurationTest {
    @ParameterizedTest
    @CsvSource({
        "PT3S, 3000",
        "PT2M, 120000",
        "PT0S, 0",
        "PT0.5S, 500",
        "PT1H30M, 5400000",
        "P1D, 86400000",
        "P1W, 604800000",
        "P1M, 2592000000",
        "P1Y, 31536000000",
        "P1Y1M1DT1H1M1.001S, 34218061001",
        "-PT3S, -3000",
        "P123456789D, 10666666569600000",
    })
    void durationsOfXmlSchemaAndWeeksAreRead(String text, long millis) {
        assertThat(Iso8601Duration.parse(text)).hasValue(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "PT",
                "P1DT",
                "3S",
                "pt3s",
                "PT3",
                "PT-3S",
                "+PT3S",
                "PT1.5H",
                "PT2,5S",
                "PT1S1M",
                " PT3S",
                "PT3S ",
                "PT999999999999999999H",
                "P1234567890D",
                "P1S",
                "PTS",
                "PT.5S",
                "PT1.S",
                "PT0.1234567890S",
                "PT1H1H",
                "PT1M1H",
                "P1Y1Y",
                "PT/S",
                "PT:S",
                "PT1"
            })
    void otherTextIsNotADuration(String text) {
        assertThat(Iso8601Duration.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0.000000001S, 1", "PT0.123456789S, 123456789", "PT0.5S, 500000000", "-PT0.25S, -250000000"})
    void aFractionIsReadToTheNanosecond(String text, long nanos) {
        assertThat(Iso8601Duration.parse(text)).hasValue(Duration.ofNanos(nanos));
    }
}
