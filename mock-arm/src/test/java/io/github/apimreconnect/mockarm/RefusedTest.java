package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.contract.VersionsTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
final class RefusedTest {
    private static final String ALL_VERSIONS = String.join(",", VersionsTest.all());

    private final MockArm mock = MockArm.start();

    @AfterAll
    void close() {
        mock.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/providers/x", "/subscriptions", "/subscriptions/", "//subscriptions/x"})
    void aPathOutsideSubscriptionsIsNoArmPath(String path) {
        refused(
                new Caller(mock).path(path),
                404,
                "MissingSubscription",
                "The request did not have a subscription or a valid tenant level resource provider.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?api-version=", "?other=1"})
    void anApiVersionIsRequired(String query) {
        refused(
                new Caller(mock).query(query),
                400,
                "MissingApiVersionParameter",
                "The api-version query parameter (?api-version=) is required for all requests.");
    }

    @Test
    void anAuthorizationHeaderIsRequiredAndChallenged() {
        HttpResponse<String> response = refused(
                new Caller(mock).header("Authorization", null),
                401,
                "AuthenticationFailed",
                "Authentication failed. The 'Authorization' header is missing.");
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer authorization_uri=\"https://localhost:" + mock.port() + "/common\", "
                        + "error=\"invalid_token\", error_description=\"The authentication failed because of missing "
                        + "'Authorization' header.\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dXNlcjpwYXNz", "Bearer", "Bearer  ", "token"})
    void onlyBearerTokensAreTokens(String header) {
        refused(
                new Caller(mock).header("Authorization", header),
                401,
                "InvalidAuthenticationToken",
                "The access token is invalid.");
    }

    @Test
    void aSubscriptionIsAUuid() {
        refused(
                new Caller(mock).path(Caller.path("my-sub", "rg", "svc", "b1")),
                400,
                "InvalidSubscriptionId",
                "The provided subscription identifier 'my-sub' is malformed or invalid.");
    }

    @Test
    void anotherResourceTypeIsUnknown() {
        refused(
                new Caller(mock)
                        .path("/subscriptions/" + Caller.SUBSCRIPTION
                                + "/resourceGroups/rg/providers/Microsoft.Web/sites/a/slots/b"),
                404,
                "InvalidResourceType",
                "The resource type 'sites/slots' could not be found in the namespace 'Microsoft.Web' for api version "
                        + "'2023-05-01-preview'. The supported api-versions are '" + ALL_VERSIONS + "'.");
    }

    @Test
    void anotherApiVersionIsRefusedWithThoseSupportedAndTheSwitchThatRelaxesIt() {
        refused(
                new Caller(mock).query("?api-version=2016-10-10"),
                404,
                "InvalidResourceType",
                "The resource type 'service/backends' could not be found in the namespace 'Microsoft.ApiManagement' for "
                        + "api version '2016-10-10'. (mock-arm takes any version with --any-api-version, a list of your own "
                        + "with --api-versions.) The supported api-versions are '" + ALL_VERSIONS + "'.");
    }

    @ParameterizedTest
    @CsvSource({
        "2016-10-10, 2017-03-01",
        "2023-05-01, 2023-05-01-preview",
        "2024-05-01-preview, 2024-05-01",
        "2019-12-02, 2019-12-01",
        "2019-12-02-preview, 2019-12-01-preview",
        "2030-01-01, 2025-09-01-preview",
        "latest, 2023-05-01-preview",
        "2023-02-30, 2023-05-01-preview",
    })
    void theHintProposesTheNearestVersionThatIsSupported(String asked, String nearest) {
        assertThat(new Caller(mock)
                        .query("?api-version=" + asked)
                        .send()
                        .headers()
                        .firstValue("x-mock-hint"))
                .hasValueSatisfying(hint -> assertThat(hint)
                        .startsWith("api-version: The nearest supported version is " + nearest + ". mock-arm takes"));
    }

    @Test
    void theHintProposesOnlyWhatIsSupported() {
        try (MockArm other =
                MockArm.builder().apiVersions(List.of("x", "2030-01-01")).start()) {
            assertThat(new Caller(other).query("").send().headers().firstValue("x-mock-hint"))
                    .hasValue("api-version: Add ?api-version=2030-01-01.");
            assertThat(new Caller(other).send().headers().firstValue("x-mock-hint"))
                    .hasValueSatisfying(hint -> assertThat(hint).contains("nearest supported version is 2030-01-01."));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void onlyPostIsAllowed(String method) {
        HttpResponse<String> response = refused(
                new Caller(mock).method(method),
                405,
                "MethodNotAllowed",
                "The requested resource does not support http method '" + method + "'.");
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
    }

    @ParameterizedTest
    @CsvSource({
        "resourceGroupName, 91, 1, 1",
        "serviceName, 1, 51, 1",
        "backendId, 1, 1, 81",
    })
    void aNameThatIsTooLongIsTheTarget(String target, int group, int service, int backend) {
        JsonNode error = validation(new Caller(mock)
                .path(Caller.path(Caller.SUBSCRIPTION, "g".repeat(group), "s".repeat(service), "b".repeat(backend))));
        assertThat(error.at("/details/0/target").asText()).isEqualTo(target);
        assertThat(error.at("/details")).hasSize(1);
    }

    @Test
    void aServiceNameOffItsPatternIsTheTarget() {
        JsonNode error = validation(new Caller(mock).path(Caller.path(Caller.SUBSCRIPTION, "rg", "1svc", "b1")));
        assertThat(error.at("/details/0/target").asText()).isEqualTo("serviceName");
    }

    @Test
    void allNamesAtFaultAreListed() {
        JsonNode error = validation(
                new Caller(mock).path(Caller.path(Caller.SUBSCRIPTION, "g".repeat(91), "-", "b".repeat(81))));
        assertThat(error.at("/details").findValuesAsText("target"))
                .containsExactly("resourceGroupName", "serviceName", "backendId");
    }

    @Test
    void aBodyOfMoreThanOneMebibyteIsTooLarge() {
        refused(
                new Caller(mock).json("{\"x\":\"" + "x".repeat(ArmRequest.MAX_BODY) + "\"}"),
                413,
                "RequestContentTooLarge",
                "The request content size exceeds the maximum size of '1048576' bytes.");
    }

    @ParameterizedTest
    @CsvSource({"text/plain, text/plain", "application/xml; charset=utf-8, application/xml", "'', ''"})
    void aBodyOfAnotherMediaTypeIsUnsupported(String contentType, String named) {
        refused(
                new Caller(mock).json("{}").header("Content-Type", contentType.isEmpty() ? null : contentType),
                415,
                "UnsupportedMediaType",
                "The content media type '" + named + "' is not supported. Only 'application/json' is supported.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{\"properties\"|1|14", "{\"a\":1}}|1|8", "`{\n  \"a\": nope}`|2|8", "`  x`|1|3"})
    void aBodyThatIsNoJsonIsRefusedWithItsPlace(String body, int line, int position) {
        JsonNode error = error(new Caller(mock).json(body).send(), 400);
        assertThat(error.at("/code").asText()).isEqualTo("InvalidRequestContent");
        assertThat(error.at("/message").asText())
                .startsWith("The request content was invalid and could not be deserialized: '")
                .endsWith("line " + line + ", position " + position + ".'.")
                .doesNotContain("Source", "REDACTED");
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
    void aBodyOffTheSchemaIsRefusedByField(String body, String target, String message) {
        JsonNode error = validation(new Caller(mock).json(body));
        assertThat(error.at("/details/0/code").asText()).isEqualTo("ValidationError");
        assertThat(error.at("/details/0/target").asText()).isEqualTo(target);
        assertThat(error.at("/details/0/message").asText()).isEqualTo(message);
    }

    @Test
    void theChecksRunInArmsOrder() {
        // Everything is wrong; each step rights what was refused, and the next check is seen.
        Caller caller = new Caller(mock)
                .path("/nowhere")
                .query("")
                .header("Authorization", null)
                .method("PUT")
                .json("{\"properties\":{\"after\":7}}" + " ".repeat(ArmRequest.MAX_BODY))
                .header("Content-Type", "text/plain");
        String group = "g".repeat(91);
        assertThat(List.of(
                        code(caller),
                        code(caller.path(
                                Caller.path("no-uuid", group, "svc", "b1").replace("/reconnect", ""))),
                        code(caller.query("?api-version=1999-01-01")),
                        code(caller.header("Authorization", "Bearer any")),
                        code(caller.path(Caller.path(Caller.SUBSCRIPTION, group, "svc", "b1")
                                .replace("/reconnect", ""))),
                        code(caller.path(Caller.path(Caller.SUBSCRIPTION, group, "svc", "b1"))),
                        code(caller.query(Caller.QUERY)),
                        code(caller.method("POST")),
                        code(caller.path(Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "b1"))),
                        code(caller.json("nope").header("Content-Type", "text/plain")),
                        code(caller.header("Content-Type", "application/json")),
                        code(caller.json("{\"properties\":{\"after\":7}}"))))
                .containsExactly(
                        "404 MissingSubscription",
                        "400 MissingApiVersionParameter",
                        "401 AuthenticationFailed",
                        "400 InvalidSubscriptionId",
                        "404 InvalidResourceType",
                        "404 InvalidResourceType",
                        "405 MethodNotAllowed",
                        "400 ValidationError",
                        "413 RequestContentTooLarge",
                        "415 UnsupportedMediaType",
                        "400 InvalidRequestContent",
                        "400 ValidationError");
        assertThat(caller.json("{}").send().statusCode()).isEqualTo(202);
    }

    @Test
    void aRefusalCarriesArmsHeadersAndTheReasonInAHint() {
        HttpResponse<String> response = new Caller(mock).query("").send();
        Map<String, List<String>> headers = response.headers().map();
        assertThat(headers).containsKeys("x-ms-request-id", "x-ms-correlation-request-id", "x-ms-routing-request-id");
        assertThat(headers).containsEntry("content-type", List.of("application/json; charset=utf-8"));
        assertThat(headers).doesNotContainKey("x-ms-ratelimit-remaining-subscription-writes");
        assertThat(response.headers().firstValue("x-mock-hint"))
                .hasValue("api-version: Add ?api-version=2023-05-01-preview.");
    }

    @Test
    void aHintIsPrintableWhateverTheCallerSent() {
        String path = Caller.path(Caller.SUBSCRIPTION, "rg", "x%3A1%C3%A9", "b1");
        HttpResponse<String> response = new Caller(mock).path(path).send();
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("x-mock-hint").orElseThrow()).contains("'x:1?'");
    }

    private String code(Caller caller) {
        HttpResponse<String> response = caller.send();
        return response.statusCode() + " "
                + json(response.body()).at("/error/code").asText();
    }

    private JsonNode validation(Caller caller) {
        JsonNode error = error(caller.send(), 400);
        assertThat(error.at("/code").asText()).isEqualTo("ValidationError");
        assertThat(error.at("/message").asText()).isEqualTo("One or more fields contain incorrect values:");
        return error;
    }

    private HttpResponse<String> refused(Caller caller, int status, String code, String message) {
        HttpResponse<String> response = caller.send();
        JsonNode error = error(response, status);
        assertThat(error.at("/code").asText()).isEqualTo(code);
        assertThat(error.at("/message").asText()).isEqualTo(message);
        assertThat(error.has("details")).isFalse();
        return response;
    }

    private static JsonNode error(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return json(response.body()).at("/error");
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
