package io.github.apimreconnect.mockarm.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryTest {
    @ParameterizedTest
    @CsvSource({
        "%41b, Ab",
        "a+b%20c, a b c",
        "%C3%A9, \u00e9",
        "\u00e9%41, \u00e9A",
        "\u0141%41, \u0141A",
        "%41\ud83d\ude00, A\ud83d\ude00",
    })
    void lettersBesideAnEscapeStayAsTheyAre(String sent, String decoded) {
        assertThat(Query.all("name=" + sent)).containsEntry("name", decoded);
    }

    @Test
    void theFirstValueOfANameCountsAndTheOthersAreRepeated() {
        String query = "a=1&b&a=2&%61=3";
        assertThat(Query.all(query))
                .containsEntry("a", "1")
                .containsEntry("b", "")
                .hasSize(2);
        assertThat(Query.repeated(query)).containsExactly("a");
        assertThat(Query.value(query, "A")).isEqualTo("1");
    }

    @Test
    void aThousandNamesAreTheMost() {
        StringBuilder distinct = new StringBuilder("0");
        for (int i = 1; i < Query.MAX_NAMES; i++) {
            distinct.append('&').append(i);
        }
        assertThat(Query.all(distinct.toString())).hasSize(Query.MAX_NAMES);
        assertThatIllegalArgumentException().isThrownBy(() -> Query.all(distinct + "&more"));
    }
}
