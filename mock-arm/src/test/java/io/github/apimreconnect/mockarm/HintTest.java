package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The header {@code x-mock-hint} of refusals. */
@TestInstance(Lifecycle.PER_CLASS)
final class HintTest {
    private static final String RECONNECT =
            "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement"
                    + "/service/{serviceName}/backends/{backendId}/reconnect";

    private final MockArm mock = MockArm.start();

    @AfterAll
    void close() {
        mock.close();
    }

    @Test
    void theHintHasTheCheckAndWhatItAsksFor() {
        assertThat(hint(new Caller(mock).query(""))).isEqualTo("api-version: Add ?api-version=2023-05-01-preview.");
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
    void theHintProposesTheNearestSupportedVersion(String asked, String nearest) {
        assertThat(hint(new Caller(mock).query("?api-version=" + asked)))
                .startsWith("api-version: The nearest supported version is " + nearest + ". mock-arm takes");
    }

    @Test
    void theHintProposesOnlySupportedVersions() {
        try (MockArm other =
                MockArm.builder().apiVersions(List.of("x", "2030-01-01")).start()) {
            assertThat(hint(new Caller(other).query(""))).isEqualTo("api-version: Add ?api-version=2030-01-01.");
            assertThat(hint(new Caller(other))).contains("nearest supported version is 2030-01-01.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/oauth2/v2.0/token, POST /{tenant}/oauth2/v2.0/token",
        "/_moc/clock, 'GET, POST /_mock/clock'",
        "/subscription, GET /subscriptions",
        "/metadata/endpoint, GET /metadata/endpoints",
    })
    void theHintForAnUnknownPathNamesTheClosestOne(String path, String closest) {
        assertThat(hint(new Caller(mock).path(path))).isEqualTo("path: The closest served path is " + closest + ".");
    }

    @Test
    void theHintForAPathLikeThatOfReconnectNamesIt() {
        String path =
                "/subscription/x/resourceGroups/rg/providers/Microsoft.ApiManagement/service/s/backends/b/reconnect";
        assertThat(hint(new Caller(mock).path(path)))
                .isEqualTo("path: The closest served path is POST " + RECONNECT + ".");
    }

    @Test
    void theHintForAnotherPathBelowASubscriptionNamesThatOfReconnect() {
        String path = Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "b1").replace("/reconnect", "/reconect");
        assertThat(hint(new Caller(mock).path(path)))
                .isEqualTo("resource type: The closest served path is POST " + RECONNECT + ".");
    }

    @ParameterizedTest
    @CsvSource({
        "/providers/Microsoft.ApiManagement/, /providers/Microsoft.ApiManagement",
        "/providers/Microsoft.ApiManagment, /providers/Microsoft.ApiManagement",
        "/provider/Microsoft.ApiManagement, /providers/Microsoft.ApiManagement",
        "/providers, /providers/Microsoft.ApiManagement",
        "/provider, /providers/Microsoft.ApiManagement",
        "/, ''",
    })
    void theHintForAPathBelowASubscriptionThatMissesADocumentNamesIt(String path, String closest) {
        String subscription = "/subscriptions/" + Caller.SUBSCRIPTION;
        Caller caller = new Caller(mock).method("GET").path(subscription + path).query("?api-version=2022-12-01");
        assertThat(hint(caller))
                .isEqualTo("resource type: The closest served path is GET /subscriptions/{id}" + closest + ".");
        assertThat(hint(caller.query(""))).isEqualTo("api-version: Add ?api-version=2022-12-01.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/backends/b1",
                "/backends/b1/restart",
                "/backends",
            })
    void theHintForAPathThatHasMoreOfReconnectNamesIt(String end) {
        String path = Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "b1").replaceFirst("/backends.*", end);
        assertThat(hint(new Caller(mock).path(path)))
                .isEqualTo("resource type: The closest served path is POST " + RECONNECT + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nowhere", "/favicon.ico"})
    void theHintForAPathLikeNoneNamesThatOfReconnect(String path) {
        assertThat(hint(new Caller(mock).path(path))).isEqualTo("path: mock-arm serves POST " + RECONNECT);
    }

    @Test
    void theHintIsPrintableEvenIfTheNameIsNot() {
        String path = Caller.path(Caller.SUBSCRIPTION, "rg", "x%3A1%C3%A9", "b1");
        HttpResponse<String> response = new Caller(mock).path(path).send();
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(hint(response)).contains("'x:1?'");
    }

    private static String hint(Caller caller) {
        return hint(caller.send());
    }

    private static String hint(HttpResponse<String> response) {
        return response.headers().firstValue("x-mock-hint").orElseThrow();
    }
}
