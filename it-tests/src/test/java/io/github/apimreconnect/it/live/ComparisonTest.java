package io.github.apimreconnect.it.live;

import static io.github.apimreconnect.it.live.Samples.answer;
import static io.github.apimreconnect.it.live.Samples.body;
import static io.github.apimreconnect.it.live.Samples.differences;
import static io.github.apimreconnect.it.live.Samples.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The differences that count between two answers. */
final class ComparisonTest {
    private static final String ID = "0b7a4f2c-6d1e-4a3b-9c8d-1e2f3a4b5c6d";
    private static final String OTHER_ID = "aa7a4f2c-6d1e-4a3b-9c8d-1e2f3a4b5c6d";

    @Test
    void equalAnswersHaveNoDifferences() {
        Answer one = answer(404, Map.of("Server", "x"), "{\"error\":{\"code\":\"A\"}}");
        assertThat(differences(one, answer(404, Map.of("server", "x"), "{\"error\":{\"code\":\"A\"}}")))
                .isEmpty();
    }

    @Test
    void statusesAreCompared() {
        assertThat(differences(answer(410, Map.of(), ""), answer(404, Map.of(), "")))
                .containsExactly(new Difference("410", "404"));
    }

    @Test
    void aHeaderThatOnlyOneSideSendsIsADifference() {
        assertThat(differences(header("Pragma", "no-cache"), answer(400, Map.of(), "")))
                .containsExactly(new Difference("`Pragma: no-cache`", "no `Pragma`"));
        assertThat(differences(answer(400, Map.of(), ""), header("Pragma", "no-cache")))
                .containsExactly(new Difference("no `Pragma`", "`Pragma: no-cache`"));
    }

    @Test
    void theValuesOfOtherHeadersAreCompared() {
        assertThat(differences(header("Expires", "0"), header("Expires", "-1")))
                .containsExactly(new Difference("`Expires: 0`", "`Expires: -1`"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Date | Thu, 16 Mar 2023 01:02:03 GMT | Mon, 23 Nov 2026 04:05:06 GMT",
                "x-ms-request-id | " + ID + " | " + OTHER_ID,
                "x-ms-correlation-request-id | " + ID + " | " + OTHER_ID,
                "x-ms-routing-request-id | WESTUS:20261123T040506Z:" + ID + " | FRANCE CENTRAL:20261123T040507Z:" + ID,
                "x-ms-ratelimit-remaining-subscription-writes | 199 | 11",
                "Retry-After | 5 | 17",
                "Content-Length | 83 | 120",
                "WWW-Authenticate | Bearer authorization_uri=\"https://a/b\", error=\"e\" | Bearer authorization_uri=\"https://c\", error=\"e\"",
                "WWW-Authenticate | Bearer claims=\"eyJhIjoxfQ==\" | Bearer claims=\"eyJiIjoxfQ==\"",
            })
    void valuesThatDifferEachTimeAreComparedByFormat(String name, String arm, String mock) {
        assertThat(differences(header(name, arm), header(name, mock))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Date | 2023-03-16 | Mon, 23 Nov 2026 04:05:06 GMT",
                "x-ms-request-id | 0b7a4f2c6d1e4a3b9c8d1e2f3a4b5c6d | " + ID,
                "x-ms-correlation-request-id | westus:" + ID + " | " + ID,
                "x-ms-routing-request-id | WESTUS:2026-11-23:" + ID + " | WESTUS:20261123T040506Z:" + ID,
                "x-ms-ratelimit-remaining-subscription-writes | many | 11",
                "Retry-After | Mon, 23 Nov 2026 04:05:06 GMT | 17",
                "Content-Length | 0 | 120",
                "WWW-Authenticate | Bearer authorization_uri=\"https://a\", error=\"e\" | Bearer authorization_uri=\"https://a\", error=\"f\"",
            })
    void anotherFormatIsADifference(String name, String arm, String mock) {
        assertThat(differences(header(name, arm), header(name, mock))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Set-Cookie", "set-cookie2", "x-ms-session-token", "X-Api-Key", "Authentication-Info"})
    void theValueOfAHeaderThatMayBeASecretIsNeitherShownNorCompared(String name) {
        assertThat(differences(header(name, "sess=SEKRIT; Domain=contoso.com"), answer(400, Map.of(), "")))
                .containsExactly(new Difference("`" + name + ": {secret}`", "no `" + name + "`"));
        assertThat(differences(header(name, "a"), header(name, "b"))).isEmpty();
    }

    @Test
    void aNameInANameIsReplacedToo() {
        assertThat(differences(header("x-stock", "1"), answer(400, Map.of(), "")))
                .containsExactly(new Difference("`x-{backend}: 1`", "no `x-{backend}`"));
    }

    @Test
    void theMocksOwnHeadersAreNotCompared() {
        assertThat(differences(answer(400, Map.of(), ""), header("x-mock-hint", "Use POST.")))
                .isEmpty();
    }

    @Test
    void codesAndMessagesAreCompared() {
        assertThat(differences(
                        body("{\"error\":{\"code\":\"A\",\"message\":\"m\"}}"),
                        body("{\"error\":{\"code\":\"B\",\"message\":\"n\"}}")))
                .containsExactly(
                        new Difference("`error.code: \"A\"`", "`error.code: \"B\"`"),
                        new Difference("`error.message: \"m\"`", "`error.message: \"n\"`"));
    }

    @Test
    void aFieldThatOnlyOneSideSendsIsOneDifference() {
        assertThat(differences(
                        body("{\"error\":{\"code\":\"A\",\"details\":null}}"), body("{\"error\":{\"code\":\"A\"}}")))
                .containsExactly(new Difference("`error.details: null`", "no `error.details`"));
        assertThat(differences(body("{\"a\":{\"b\":1}}"), body("{\"a\":{\"b\":1,\"c\":null}}")))
                .containsExactly(new Difference("no `a.c`", "`a.c: null`"));
        assertThat(differences(body("{\"error\":[]}"), body("{\"error\":[{\"a\":{\"b\":1}}]}")))
                .containsExactly(new Difference("no `error[0]`", "`error[0]: {\"a\":{\"b\":1}}`"));
    }

    @Test
    void nullIsNotAnEmptyList() {
        assertThat(differences(body("{\"details\":[]}"), body("{\"details\":null}")))
                .containsExactly(new Difference("`details: []`", "`details: null`"));
    }

    @Test
    void whiteSpaceInJsonIsADifferenceButNotWithinItsStrings() {
        assertThat(differences(body("{\"a\": \"b\"}"), body("{\"a\":\"b\"}")))
                .containsExactly(new Difference("JSON with white space", "JSON without white space"));
        assertThat(differences(body("{\"a\":\"b c\",\"d\":\"\\\" e\"}"), body("{\"a\":\"b\",\"d\":\"e\"}")))
                .containsExactly(
                        new Difference("`a: \"b c\"`", "`a: \"b\"`"), new Difference("`d: \"\\\" e\"`", "`d: \"e\"`"));
    }

    @Test
    void aBodyOfAnotherFormIsADifference() {
        assertThat(differences(body("<html>"), body(""))).containsExactly(new Difference("`<html>`", "an empty body"));
        assertThat(differences(body("<html>"), body("{\"a\":1}")))
                .containsExactly(new Difference("`<html>`", "`{\"a\":1}`"));
        assertThat(differences(body("<html>"), body("<html>"))).isEmpty();
    }

    @Test
    void noAnswerIsADifference() {
        assertThat(differences(new Answer.Unanswered("Connection reset"), answer(400, Map.of(), "")))
                .containsExactly(new Difference("no answer: `Connection reset`", "400"));
    }

    @Test
    void aValueCannotEndItsCellOrItsCode() {
        assertThat(differences(header("Server", "a|b`c\nd"), header("Server", "e")))
                .containsExactly(new Difference("`Server: a\\|b'c d`", "`Server: e`"));
    }
}
