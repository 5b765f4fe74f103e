package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.mockarm.fidelity.BodyCases;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The refusals of names and bodies point to what is invalid: the field, or the line and position. */
@TestInstance(Lifecycle.PER_CLASS)
final class InvalidFieldsTest {
    private final MockArm mock = MockArm.start();

    @AfterAll
    void close() {
        mock.close();
    }

    @ParameterizedTest
    @CsvSource({
        "resourceGroupName, 91, 1, 1",
        "serviceName, 1, 51, 1",
        "backendId, 1, 1, 81",
    })
    void aNameThatIsTooLongIsTheTarget(String target, int group, int service, int backend) {
        JsonNode details = details(named("g".repeat(group), "s".repeat(service), "b".repeat(backend)));
        assertThat(details).hasSize(1);
        assertThat(details.at("/0/target").asText()).isEqualTo(target);
    }

    @Test
    void aServiceNameThatDoesNotMatchThePatternIsTheTarget() {
        assertThat(details(named("rg", "1svc", "b1")).at("/0/target").asText()).isEqualTo("serviceName");
    }

    @Test
    void allInvalidNamesAreListed() {
        assertThat(details(named("g".repeat(91), "-", "b".repeat(81))).findValuesAsText("target"))
                .containsExactly("resourceGroupName", "serviceName", "backendId");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{\"properties\"|1|14", "{\"a\":1}}|1|8", "`{\n  \"a\": nope}`|2|8", "`  x`|1|3"})
    void malformedJsonIsRefusedWithLineAndPosition(String body, int line, int position) {
        HttpResponse<String> response = new Caller(mock).json(body).send();
        assertThat(response.statusCode()).isEqualTo(BodyCases.MALFORMED_JSON.status());
        JsonNode error = ErrorBody.of(response);
        JsonNode known = ErrorBody.of(BodyCases.MALFORMED_JSON.body());
        assertThat(error.at("/code")).isEqualTo(known.at("/code"));
        String message = error.at("/message").asText();
        assertThat(message)
                .startsWith(untilQuote(known.at("/message").asText()))
                .endsWith("line " + line + ", position " + position + ".'.")
                .doesNotContain("Source", "REDACTED");
    }

    @ParameterizedTest
    @CsvSource({
        "'\u00ff', 1, 1",
        "'{}\u00c3', 1, 3",
        "'{\n \u00c3\u00a9\u00e9}', 2, 3",
        "'\r\r\n\u00ed\u00a0\u0080', 3, 1",
    })
    void aBodyThatIsNotUtf8IsRefusedAsThat(String latin1, int line, int position) {
        HttpResponse<String> response = new Caller(mock)
                .json(latin1.getBytes(StandardCharsets.ISO_8859_1))
                .send();
        assertThat(response.statusCode()).isEqualTo(BodyCases.MALFORMED_JSON.status());
        assertThat(ErrorBody.of(response).at("/message").asText())
                .isEqualTo("The request content was invalid and could not be deserialized: 'The body is not UTF-8."
                        + " Path '', line " + line + ", position " + position + ".'.");
        String reason = "The body is not UTF-8 at line " + line + ", position " + position + ".";
        assertThat(response.headers().firstValue("x-mock-hint")).hasValue("json: " + reason);
        assertThat(mock.journal().last().reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%s", "{\"a\":%s"})
    void aBodyPastALimitOfTheParserIsRefusedWithItsPlace(String start) {
        HttpResponse<String> response =
                new Caller(mock).json(start.formatted("[".repeat(2000))).send();
        assertThat(response.statusCode()).isEqualTo(BodyCases.MALFORMED_JSON.status());
        assertThat(ErrorBody.of(response).at("/message").asText()).contains("line 1, position 100");
        assertThat(response.headers().firstValue("x-mock-hint").orElse("")).contains("at line 1, position 100");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|parameters|Array found, object expected.",
                "null|parameters|Null found, object expected.",
                "{\"properties\":[]}|properties|Array found, object expected.",
                "{\"properties\":{\"after\":120}}|properties.after|Integer found, string expected.",
                "{\"properties\":{\"after\":null}}|properties.after|Null found, string expected.",
                "{\"properties\":{\"after\":\"\"}}|properties.after|'' must be an ISO 8601 duration such as PT2M.",
                "{\"properties\":{\"after\":\"2 minutes\"}}|properties.after|'2 minutes' must be an ISO 8601 duration such as PT2M.",
                "{\"properties\":{\"after\":\"\\ud800\"}}|properties.after|'?' must be an ISO 8601 duration such as PT2M.",
                "{\"properties\":{\"after\":\"-PT3S\"}}|properties.after|'-PT3S' must not be negative.",
                "{\"name\":7}|name|Integer found, string expected.",
            })
    void aBodyThatBreaksTheSchemaIsRefusedByField(String body, String target, String message) {
        JsonNode details = details(new Caller(mock).json(body));
        assertThat(details.at("/0/code").asText()).isEqualTo("ValidationError");
        assertThat(details.at("/0/target").asText()).isEqualTo(target);
        assertThat(details.at("/0/message").asText()).isEqualTo(message);
    }

    private Caller named(String group, String service, String backend) {
        return new Caller(mock).path(Caller.path(Caller.SUBSCRIPTION, group, service, backend));
    }

    /** Returns the details of an error that is otherwise the one of {@link BodyCases#VALIDATION}. */
    private static JsonNode details(Caller caller) {
        HttpResponse<String> response = caller.send();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(BodyCases.VALIDATION.status());
        JsonNode error = ErrorBody.of(response);
        JsonNode known = ErrorBody.of(BodyCases.VALIDATION.body());
        assertThat(error.at("/code")).isEqualTo(known.at("/code"));
        assertThat(error.at("/message")).isEqualTo(known.at("/message"));
        return error.at("/details");
    }

    private static String untilQuote(String text) {
        return text.substring(0, text.indexOf('\'') + 1);
    }
}
