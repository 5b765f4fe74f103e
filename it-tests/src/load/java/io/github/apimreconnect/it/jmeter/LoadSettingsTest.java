package io.github.apimreconnect.it.jmeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadSettingsTest {

    @Test
    void withoutPropertiesItRunsHereAndOnLoopbackForTwentySeconds() {
        LoadSettings settings = LoadSettings.read(new Properties());

        assertThat(settings.seconds()).isEqualTo(20);
        assertThat(settings.runs(LoadSettings.Engine.EMBEDDED)).isTrue();
        assertThat(settings.runs(LoadSettings.Engine.REMOTE)).isTrue();
        assertThat(settings.runs(LoadSettings.Engine.AZURE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    load.threads | 0        | 'load.threads' must be from 1 to 1000, but was '0'
                    load.threads | 1001     | 'load.threads' must be from 1 to 1000, but was '1001'
                    load.rate    | fast     | 'load.rate' must be from 1 to 5000, but was 'fast'
                    load.seconds | 601      | 'load.seconds' must be from 1 to 600, but was '601'
                    load.engine  | cloud    | 'load.engine' must be embedded, remote or azure, but was 'cloud'
                    load.mock    | mock     | 'load.mock' must be a URL such as https://mock.example.org:8443, but was 'mock'
                    load.hosts   | a:1099   | 'load.mock' is missing: the URL by which the engines elsewhere reach a running mock
                    load.engine  | azure    | 'load.mock' is missing: the URL by which the engines elsewhere reach a running mock
                    load.rate    | 1251     | 'load.rate' times 'load.seconds' times the number of engines must be at most 50000, but was 50040
                    """, quoteCharacter = '"')
    void aBadPropertyIsNamed(String name, String value, String message) {
        Properties properties = new Properties();
        properties.setProperty(name, value);

        assertThatThrownBy(() -> LoadSettings.read(properties))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
