package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.fidelity.BodyCases;
import io.github.apimreconnect.mockarm.fidelity.FidelityCase;
import io.github.apimreconnect.mockarm.fidelity.FrontDoorCases;
import io.github.apimreconnect.mockarm.fidelity.MockOnlyCases;
import io.github.apimreconnect.mockarm.fidelity.TokenCases;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.contract.VersionsTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Other requests that the checks refuse with the answer of a {@link FidelityCase}, and the order of the checks. */
@TestInstance(Lifecycle.PER_CLASS)
final class RefusedTest {
    private final MockArm mock = MockArm.start();

    @AfterAll
    void close() {
        mock.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/providers/x", "/subscriptions/", "//subscriptions/x"})
    void aPathOutsideSubscriptionsIsNotAnArmPath(String path) {
        refused(new Caller(mock).path(path), MockOnlyCases.NOT_AN_ARM_PATH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?api-version=", "?other=1"})
    void anApiVersionIsRequiredEvenWithAToken(String query) {
        refused(new Caller(mock).query(query), FrontDoorCases.VERSION_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dXNlcjpwYXNz", "Bearer", "Bearer  ", "token"})
    void anAuthorizationWithoutABearerTokenIsInvalid(String header) {
        refused(new Caller(mock).header("Authorization", header), TokenCases.INVALID);
    }

    @Test
    void theRefusalOfAnotherProvidersTypeDoesNotProposeTheSwitchesForVersions() {
        HttpResponse<String> response = new Caller(mock)
                .path("/subscriptions/" + Caller.SUBSCRIPTION
                        + "/resourceGroups/rg/providers/Microsoft.Web/sites/a/slots/b")
                .send();
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .isEqualTo("{\"error\":{\"code\":\"InvalidResourceType\",\"message\":\"The resource type 'sites/slots'"
                        + " could not be found in the namespace 'Microsoft.Web' for api version '2023-05-01-preview'."
                        + " The supported api-versions are '" + String.join(",", VersionsTest.all()) + "'.\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "PATCH"})
    void onlyPostIsAllowed(String method) {
        HttpResponse<String> response =
                refused(new Caller(mock).method(method), FrontDoorCases.METHOD.sending("PUT", method));
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void aBodyOfMoreThanOneMebibyteIsTooLargeEvenIfItIsJson() {
        refused(
                new Caller(mock).json("{\"x\":\"" + "x".repeat(ArmRequest.MAX_BODY) + "\"}"),
                MockOnlyCases.BODY_TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({"application/xml; charset=utf-8, application/xml", "'', ''"})
    void theMediaTypeIsNamedWithoutItsParameters(String contentType, String named) {
        refused(
                new Caller(mock).json("{}").header("Content-Type", contentType.isEmpty() ? null : contentType),
                BodyCases.MEDIA_TYPE.sending("text/plain", named));
    }

    @Test
    void aRefusalBeforeTheWriteBucketsCountsNoWrites() {
        assertThat(new Caller(mock).query("").send().headers().map())
                .doesNotContainKey("x-ms-ratelimit-remaining-subscription-writes");
    }

    @Test
    void theChecksRunInArmsOrder() {
        // Everything is invalid; each step corrects what was refused, and the next check refuses.
        Caller caller = new Caller(mock)
                .path("/nowhere")
                .query("")
                .header("Authorization", null)
                .method("PUT")
                .json("{\"properties\":{\"after\":7}}" + " ".repeat(ArmRequest.MAX_BODY))
                .header("Content-Type", "text/plain");
        String group = "g".repeat(91);
        String type = Caller.path(Caller.SUBSCRIPTION, group, "svc", "b1").replace("/reconnect", "");
        refused(caller, "404 MissingSubscription");
        refused(caller.path(type.replace(Caller.SUBSCRIPTION, "no-uuid")), "400 MissingApiVersionParameter");
        refused(caller.query("?api-version=1999-01-01"), "401 AuthenticationFailed");
        refused(caller.header("Authorization", "Bearer any"), "400 InvalidSubscriptionId");
        refused(caller.path(type), "404 InvalidResourceType");
        refused(caller.path(type + "/reconnect"), "404 InvalidResourceType");
        refused(caller.query(Caller.QUERY), "405 MethodNotAllowed");
        refused(caller.method("POST"), "400 ValidationError");
        refused(caller.path(Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "b1")), "413 RequestContentTooLarge");
        refused(caller.json("nope").header("Content-Type", "text/plain"), "415 UnsupportedMediaType");
        refused(caller.header("Content-Type", "application/json"), "400 InvalidRequestContent");
        refused(caller.json("{\"properties\":{\"after\":7}}"), "400 ValidationError");
        assertThat(caller.json("{}").send().statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({
        "'', any, MissingApiVersionParameter",
        "?api-version=2023-05-01-preview, '', AuthenticationFailed",
        "?api-version=2023-05-01-preview, any,"
    })
    void theJournalHasTheCodeOfTheError(String query, String token, String code) {
        Caller caller = new Caller(mock).query(query);
        (token.isEmpty() ? caller.header("Authorization", null) : caller).send();
        assertThat(mock.journal().last().code()).isEqualTo(code);
    }

    private static HttpResponse<String> refused(Caller caller, FidelityCase as) {
        HttpResponse<String> response = caller.send();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(as.status());
        assertThat(response.body()).isEqualTo(as.body());
        return response;
    }

    private static void refused(Caller caller, String statusAndCode) {
        HttpResponse<String> response = caller.send();
        String code = ErrorBody.of(response).at("/code").asText();
        assertThat(response.statusCode() + " " + code).isEqualTo(statusAndCode);
    }
}
