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

        assertThat(settings.threads()).isEqualTo(20);
        assertThat(settings.rate()).isEqualTo(200);
        assertThat(settings.seconds()).isEqualTo(20);
        assertThat(settings.hosts()).isEmpty();
        assertThat(settings.mock()).isEmpty();
        assertThat(settings.runs(LoadSettings.Engine.EMBEDDED)).isTrue();
        assertThat(settings.runs(LoadSettings.Engine.REMOTE)).isTrue();
        assertThat(settings.runs(LoadSettings.Engine.AZURE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"embedded, EMBEDDED", "remote, REMOTE", "azure, AZURE"})
    void aChosenEngineRunsAlone(String name, LoadSettings.Engine chosen) {
        LoadSettings settings = LoadSettings.read(properties("load.engine", name, "load.mock", "http://mock:8443"));

        assertThat(LoadSettings.Engine.values()).filteredOn(settings::runs).containsExactly(chosen);
    }

    @Test
    void theLargestValuesAreAccepted() {
        LoadSettings many =
                LoadSettings.read(properties("load.threads", "1000", "load.rate", "5000", "load.seconds", "5"));
        LoadSettings longest = LoadSettings.read(properties("load.rate", "41", "load.seconds", "600"));

        assertThat(many.threads()).isEqualTo(1000);
        assertThat(many.rate() * many.seconds() * 2).isEqualTo(LoadSettings.MOST);
        assertThat(longest.seconds()).isEqualTo(600);
    }

    @Test
    void theEnginesElsewhereAndTheirMockAreRead() {
        LoadSettings settings = LoadSettings.read(properties(
                "load.hosts", "one.example.org,127.0.0.1:1100,[::1]:1099", "load.mock", "https://[::1]:8443"));

        assertThat(settings.hosts()).containsExactly("one.example.org", "127.0.0.1:1100", "[::1]:1099");
        assertThat(settings.mock()).hasToString("Optional[https://[::1]:8443]");
    }

    @Test
    void everyEngineElsewhereCounts() {
        Properties properties = properties("load.hosts", "a,b,c", "load.mock", "http://mock:8443", "load.rate", "834");

        assertThatThrownBy(() -> LoadSettings.read(properties))
                .hasMessageEndingWith("must be at most 50000, but was 50040");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    load.threads | 0        | 'load.threads' must be from 1 to 1000, but was '0'
                    load.threads | 1001     | 'load.threads' must be from 1 to 1000, but was '1001'
                    load.rate    | 0        | 'load.rate' must be from 1 to 5000, but was '0'
                    load.rate    | 5001     | 'load.rate' must be from 1 to 5000, but was '5001'
                    load.rate    | fast     | 'load.rate' must be from 1 to 5000, but was 'fast'
                    load.seconds | 0        | 'load.seconds' must be from 1 to 600, but was '0'
                    load.seconds | 601      | 'load.seconds' must be from 1 to 600, but was '601'
                    load.engine  | cloud    | 'load.engine' must be embedded, remote or azure, but was 'cloud'
                    load.mock    | mock     | 'load.mock' must be a URL such as https://mock.example.org:8443, but was 'mock'
                    load.hosts   | a:x      | 'load.hosts' must be HOST or HOST:PORT, separated by commas, but was 'a:x'
                    load.hosts   | a,       | 'load.hosts' must be HOST or HOST:PORT, separated by commas, but was 'a,'
                    load.hosts   | a:1099   | 'load.mock' is missing: the URL by which the engines elsewhere reach a running mock
                    load.engine  | azure    | 'load.mock' is missing: the URL by which the engines elsewhere reach a running mock
                    load.rate    | 1251     | 'load.rate' times 'load.seconds' times the number of engines must be at most 50000, but was 50040
                    """, quoteCharacter = '"')
    void aBadPropertyIsNamed(String name, String value, String message) {
        Properties properties = properties(name, value);

        assertThatThrownBy(() -> LoadSettings.read(properties))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static Properties properties(String... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return properties;
    }
}
