package io.github.apimreconnect.mockarm.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class VisibleTextTest {
    @Test
    void lettersOfAnyLanguageStay() {
        assertThat(VisibleText.of("a <é> \u4e2d \ud83d\ude00", 100)).isEqualTo("a <é> \u4e2d \ud83d\ude00");
    }

    @Test
    void whatATerminalOrXmlCannotTakeIsEscaped() {
        assertThat(VisibleText.of("\u0000\u001b[2J\r\n\u0085\u202e\u2028\ufffe\ud800x\udc00", 100))
                .isEqualTo("\\u0000\\u001b[2J\\u000d\\u000a\\u0085\\u202e\\u2028\\ufffe\\ud800x\\udc00");
    }

    @Test
    void aLongTextIsCutBetweenCharactersAndBetweenEscapes() {
        assertThat(VisibleText.of("abc", 3)).isEqualTo("abc");
        assertThat(VisibleText.of("abcd", 3)).isEqualTo("abc...");
        assertThat(VisibleText.of("ab\ud83d\ude00", 3)).isEqualTo("ab...");
        assertThat(VisibleText.of("ab\u0001", 7)).isEqualTo("ab...");
        assertThat(VisibleText.of("ab\u0001", 8)).isEqualTo("ab\\u0001");
    }

    @Test
    void inAsciiAllElseIsAQuestionMark() {
        assertThat(VisibleText.ascii(" ~\u001f\u007f\u00e9\ud83d\ude00")).isEqualTo(" ~?????");
    }

    @Test
    void aShortenedTextHasAsManyCharactersAsAllowedAndThreeDots() {
        assertThat(VisibleText.shortened("a\nc", 3)).isEqualTo("a\nc");
        assertThat(VisibleText.shortened("a\ncd", 3)).isEqualTo("a\nc...");
    }
}
