package io.github.apimreconnect.mockarm.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "*, anything, true",
        "*, '', true",
        "'', '', true",
        "'', x, false",
        "proxy*, PROXY-1, true",
        "proxy*, proxy, true",
        "proxy, proxy-1, false",
        "*-1, proxy-1, true",
        "*-1, proxy-12, false",
        "p*y*1, proxy-1, true",
        "p*y*1, proxy-2, false",
        "p?oxy, proxy, true",
        "p?oxy, poxy, false",
        "?, '', false",
        "a.c, abc, false",
        "[a], a, false",
        "**a**, bab, true",
        "\u00c4*, \u00e4x, true",
    })
    void aGlobMatchesWithoutRegardToCase(String glob, String name, boolean matches) {
        assertThat(Glob.matches(glob, name)).isEqualTo(matches);
    }

    @Test
    void aGlobOfManyStarsIsCheapForALongName() {
        assertThat(Glob.matches("*a".repeat(40) + "b", "a".repeat(10_000))).isFalse();
    }

    @Test
    void aLoneSurrogateIsNotAGlobSinceItWouldBecomeAWildcard() {
        assertThat(Glob.checked("backend", "\ud83d\ude00")).hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Glob.checked("backend", "a\ud800*"))
                .withMessage("'backend' must not have lone surrogates, but has U+D800");
    }

    @Test
    void aGlobOfTwoHundredCharactersIsTheLongest() {
        assertThat(Glob.checked("backend", "a".repeat(200))).hasSize(200);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Glob.checked("backend", "a".repeat(201)))
                .withMessage("'backend' must have at most 200 characters, but had 201");
    }
}
