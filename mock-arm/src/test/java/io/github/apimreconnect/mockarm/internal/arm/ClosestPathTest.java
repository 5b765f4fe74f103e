package io.github.apimreconnect.mockarm.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.internal.arm.ClosestPath.Template;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClosestPathTest {
    private static final List<Template> SERVED = Stream.of(
                    "/subscriptions/{id}/resourceGroups/{group}/service/{service}/reconnect",
                    "/{tenant}/oauth2/v2.0/token",
                    "/{tenant}/discovery/v2.0/keys",
                    "/{tenant}/v2.0/.well-known/openid-configuration",
                    "/msi/token",
                    "/_mock/journal",
                    "/_mock/clock")
            .map(path -> new Template("GET", path))
            .toList();

    @ParameterizedTest
    @CsvSource({
        "oauth2/v2.0/token, /{tenant}/oauth2/v2.0/token",
        "t/oauth2/token, /{tenant}/oauth2/v2.0/token",
        "t/oauth2/v2.0/token/, /{tenant}/oauth2/v2.0/token",
        "t/oauth2/v2.0/tokens, /{tenant}/oauth2/v2.0/token",
        "T/OAUTH2/V2.0/TOKEN/x, /{tenant}/oauth2/v2.0/token",
        "t/v2.0/well-known/openid-configuration, /{tenant}/v2.0/.well-known/openid-configuration",
        "keys, /{tenant}/discovery/v2.0/keys",
        "msi/tokne, /msi/token",
        "mock/journal, /_mock/journal",
        "journal, /_mock/journal",
        "_mock/clocks, /_mock/clock",
        "_mock/x, /_mock/journal",
        "subscription/s/resourceGroups/g/service/a/reconnect, /subscriptions/{id}/resourceGroups/{group}/service/{service}/reconnect",
        "subscriptions/resourceGroups/g/service/a/reconnect, /subscriptions/{id}/resourceGroups/{group}/service/{service}/reconnect",
        "host/subscriptions/s/resourceGroups/g, /subscriptions/{id}/resourceGroups/{group}/service/{service}/reconnect",
    })
    void theServedPathWithTheLeastDifferenceIsTheClosest(String path, String closest) {
        assertThat(ClosestPath.of(segments(path), SERVED)).map(Template::path).hasValue(closest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nowhere", "favicon.ico", "a/b/c/d", "clogged", "to"})
    void aPathWithoutAKeywordHasNoClosest(String path) {
        assertThat(ClosestPath.of(segments(path), SERVED)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"token, true", "toke, true", "tkn, true", "tekon, true", "tekno, false", "to, false"})
    void aKeywordMayDifferInFourOfTenLetters(String word, boolean close) {
        assertThat(ClosestPath.of(List.of(word), List.of(new Template("GET", "/token")))
                        .isPresent())
                .isEqualTo(close);
    }

    @Test
    void aSegmentTooManyIsMoreThanOneThatIsMissing() {
        List<Template> two = List.of(new Template("GET", "/a"), new Template("GET", "/a/keys/c"));
        assertThat(ClosestPath.of(List.of("a", "keys"), two)).hasValue(two.get(1));
        assertThat(ClosestPath.of(List.of("a", "b"), two)).hasValue(two.get(0));
    }

    @Test
    void theFirstOfTwoAsCloseIsTaken() {
        List<Template> two = List.of(new Template("GET", "/a/token"), new Template("GET", "/b/token"));
        assertThat(ClosestPath.of(List.of("token"), two)).hasValue(two.get(0));
    }

    @Test
    void aTemplateIsShownWithItsMethods() {
        assertThat(new Template("GET, POST", "/_mock/clock")).hasToString("GET, POST /_mock/clock");
    }

    private static List<String> segments(String path) {
        return Arrays.asList(path.split("/", -1));
    }
}
