package io.github.apimreconnect.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrintableTest {
    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x07, 0x1b, 0x7f, 0x9b, 0x200f, 0x2028, 0x202e, 0x2067, 0xfeff, 0xd800, 0xe000, 0xe0041})
    void whatCouldControlATerminalIsEscaped(int character) {
        String shown = Printable.of("a" + Character.toString(character) + "b");
        assertThat(shown).matches("a(\\\\u[0-9a-f]{4})+b");
    }

    @Test
    void lineBreaksAreSpacesAndOtherTextStays() {
        assertThat(Printable.of(" caf\u00e9 \u65e5\u672c \ud83d\ude80\r\nnext\tone\n"))
                .isEqualTo("caf\u00e9 \u65e5\u672c \ud83d\ude80  next one");
    }

    @Test
    void aLongTextIsCut() {
        assertThat(Printable.of("x".repeat(100_000))).hasSize(2_003).endsWith("x...");
    }
}
