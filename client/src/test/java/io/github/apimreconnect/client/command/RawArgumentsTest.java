package io.github.apimreconnect.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
        assertThat(new RawArguments(List.of(line.split(" "))).json()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--output", "--output text", "json", "-- --output json", "--output=text json"})
    void everythingElseIsText(String line) {
        assertThat(new RawArguments(List.of(line.split(" "))).json()).isFalse();
    }
}
