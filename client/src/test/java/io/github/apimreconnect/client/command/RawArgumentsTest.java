package io.github.apimreconnect.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RawArgumentsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--output json",
                "--output JSON",
                "--output=json",
                "--output=Json",
                "x --nope --output json y",
                "--after --output json"
            })
    void jsonIsFoundWhereverItIs(String line) {
        assertThat(new RawArguments(List.of(line.split(" ")), Map.of()).json()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--output", "--output text", "json", "-- --output json", "--output=text json"})
    void everythingElseIsText(String line) {
        assertThat(new RawArguments(List.of(line.split(" ")), Map.of()).json()).isFalse();
    }

    @Test
    void variablesCountUnlessAnArgumentSaysOtherwise() {
        Map<String, String> environment = Map.of("APIM_RECONNECT_OUTPUT", "json", "APIM_RECONNECT_VERBOSE", "true");
        assertThat(new RawArguments(List.of("x"), environment).json()).isTrue();
        assertThat(new RawArguments(List.of("x"), environment).verbose()).isTrue();
        assertThat(new RawArguments(List.of("--output", "text"), environment).json())
                .isFalse();
        assertThat(new RawArguments(List.of("--verbose=false"), environment).verbose())
                .isFalse();
    }
}
