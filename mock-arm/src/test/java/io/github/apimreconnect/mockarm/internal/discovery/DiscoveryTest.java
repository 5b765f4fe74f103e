package io.github.apimreconnect.mockarm.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.ErrorBody;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.fidelity.DiscoveryCases;
import io.github.apimreconnect.mockarm.fidelity.FidelityCase;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DiscoveryTest {
    private static final String METADATA = "/metadata/endpoints";
    private static final String SUBSCRIPTION = "/subscriptions/" + Caller.SUBSCRIPTION;
    private static final String QUERY = "?api-version=2022-12-01";

    @RegisterExtension
    private final MockArmExtension extension = MockArmExtension.of(MockArm::builder);

    private MockArm mock;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "2015-01-01", "2014-04", "2019-03-01"})
    void theFirstVersionsHaveFourEndpoints(String version) {
        isDocument(get(METADATA, version).send(), DiscoveryCases.ENDPOINTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2019-05-01", "2019-10-01", "2020-06-01", "2022-06-01", "latest"})
    void laterVersionsHaveAListOfClouds(String version) {
        isDocument(get(METADATA, version).send(), DiscoveryCases.CLOUDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2022-09-01", "2022-12-01", "2026-06-01"})
    void theNewestVersionsHaveOneCloud(String version) {
        isDocument(get(METADATA, version).send(), DiscoveryCases.CLOUD_OBJECT);
    }

    @Test
    void theEndpointsAreThoseOfTlsEvenIfAskedOverPlainHttp() {
        HttpResponse<String> response = get(METADATA, "2022-09-01").send(mock.httpEndpoint());
        isDocument(response, DiscoveryCases.CLOUD_OBJECT);
    }

    @Test
    void theEndpointsAreServedBehindADoubledSlashAsWell() {
        isDocument(get("/" + METADATA, "2015-01-01").send(), DiscoveryCases.ENDPOINTS);
        assertThat(get("/" + METADATA + "/x", "2015-01-01").send().statusCode()).isEqualTo(404);
    }

    @Test
    void onlyTheEndpointsNeedNoToken() {
        assertThat(get(METADATA, "2015-01-01")
                        .header("Authorization", null)
                        .send()
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "METADATA")
    void allOthersNeedOne(Document document) {
        refused(get(pathOf(document)).header("Authorization", null), "401 AuthenticationFailed");
    }

    @Test
    void theTokenMustBeValidForTheMock() {
        try (MockArm strict = MockArm.builder().auth(Auth.ISSUED).start()) {
            Caller caller = new Caller(strict).method("GET").path("/tenants").query(QUERY);
            refused(caller, "401 InvalidAuthenticationToken");
            caller.header("Authorization", "Bearer " + strict.token());
            assertThat(caller.send().statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anApiVersionIsRequiredBeforeAToken(Document document) {
        refused(get(pathOf(document)).query("").header("Authorization", null), "400 MissingApiVersionParameter");
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownApiVersionIsRefusedWithArmsList(Document document) {
        HttpResponse<String> response = refused(
                get(pathOf(document)).query("?api-version=2023-05-01-preview"), "400 InvalidApiVersionParameter");
        assertThat(ErrorBody.of(response).at("/message").asText())
                .startsWith("The api-version '2023-05-01-preview' is invalid. The supported versions are '2026-06-01,")
                .endsWith(document == Document.METADATA ? ",2014-04,latest,1.0'." : ",2014-04'.");
        assertThat(response.headers().firstValue("x-mock-hint"))
                .hasValue("api-version: Use 2022-12-01. Relaxed by --any-api-version.");
    }

    @Test
    void anyApiVersionIsAcceptedIfTheMockIsToldSo() {
        try (MockArm lenient = MockArm.builder().anyApiVersion().start()) {
            Caller caller = new Caller(lenient).method("GET").path("/tenants").query("?api-version=2031-01-01");
            assertThat(caller.send().statusCode()).isEqualTo(200);
            assertThat(caller.path(METADATA).send().body()).contains("microsoftGraphResourceId");
        }
    }

    @ParameterizedTest
    @EnumSource
    void otherMethodsAreRefused(Document document) {
        HttpResponse<String> response = refused(get(pathOf(document)).method("POST"), "405 MethodNotAllowed");
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
        refused(get(pathOf(document)).method("PUT"), "405 MethodNotAllowed");
        refused(get(pathOf(document)).method("DELETE"), "405 MethodNotAllowed");
    }

    @ParameterizedTest
    @EnumSource
    void headIsGetWithoutTheBody(Document document) {
        HttpResponse<String> whole = get(pathOf(document)).send();
        HttpResponse<String> head = get(pathOf(document)).method("HEAD").send();
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(whole.headers().firstValue("Content-Length"))
                .hasValue(Integer.toString(whole.body().length()));
    }

    @ParameterizedTest
    @EnumSource
    void theDocumentsHaveArmsHeaders(Document document) {
        HttpResponse<String> response = get(pathOf(document))
                .header("x-ms-client-request-id", "mine")
                .header("x-ms-return-client-request-id", "true")
                .send();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().map())
                .containsKeys("x-ms-request-id", "x-ms-correlation-request-id", "x-ms-routing-request-id")
                .doesNotContainKey("x-ms-ratelimit-remaining-subscription-writes");
        assertThat(response.headers().firstValue("x-ms-client-request-id")).hasValue("mine");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
    }

    @Test
    void theDocumentsAreThoseOfTheTable() {
        isDocument(get("/tenants").send(), DiscoveryCases.TENANTS);
        isDocument(get("/subscriptions").send(), DiscoveryCases.SUBSCRIPTIONS);
        isDocument(get(SUBSCRIPTION).send(), DiscoveryCases.SUBSCRIPTION);
        isDocument(get("/providers/Microsoft.ApiManagement").send(), DiscoveryCases.PROVIDER);
        isDocument(
                get(SUBSCRIPTION + "/providers/Microsoft.ApiManagement").send(),
                DiscoveryCases.PROVIDER_OF_SUBSCRIPTION);
    }

    @Test
    void keywordsAreCaseInsensitive() {
        isDocument(get(SUBSCRIPTION.toUpperCase(Locale.ROOT)).send(), DiscoveryCases.SUBSCRIPTION);
        isDocument(get("/PROVIDERS/microsoft.apimanagement").send(), DiscoveryCases.PROVIDER);
    }

    @Test
    void aSubscriptionMustBeAUuid() {
        refused(get("/subscriptions/mine"), "400 InvalidSubscriptionId");
        refused(get("/subscriptions/mine/providers/Microsoft.ApiManagement"), "400 InvalidSubscriptionId");
    }

    @Test
    void theChecksRunInTheOrderOfReconnect() {
        Caller caller = new Caller(mock)
                .path("/subscriptions/mine")
                .query("")
                .header("Authorization", null)
                .method("PUT");
        refused(caller, "400 MissingApiVersionParameter");
        refused(caller.query("?api-version=1999-01-01"), "401 AuthenticationFailed");
        refused(caller.header("Authorization", "Bearer any"), "400 InvalidSubscriptionId");
        refused(caller.path(SUBSCRIPTION), "400 InvalidApiVersionParameter");
        refused(caller.query(QUERY), "405 MethodNotAllowed");
        assertThat(caller.method("GET").send().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metadata", "/tenants/x", "/providers", "/providers/Microsoft.Web", "/subscriptions/"})
    void otherPathsAreStillNotArms(String path) {
        refused(get(path), "404 MissingSubscription");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/providers", "/providers/Microsoft.Web", "/resourceGroups/rg", "/providers//"})
    void otherPathsOfASubscriptionHaveNoType(String path) {
        refused(get(SUBSCRIPTION + path), "404 InvalidResourceType");
    }

    @Test
    void theRequestsAreInTheJournal() {
        get("/tenants").send();
        get("/subscriptions/mine").send();
        assertThat(mock.journal().entries())
                .extracting(JournalEntry::method, JournalEntry::target, JournalEntry::status)
                .containsExactly(
                        tuple("GET", "/tenants" + QUERY, 200), tuple("GET", "/subscriptions/mine" + QUERY, 400));
        assertThat(mock.journal().last().refusedBy()).isEqualTo("subscription");
    }

    @Test
    void scriptsAreForReconnects() {
        mock.script(Scope.ANY, Step.answer("service-locked"));
        assertThat(get("/tenants").send().statusCode()).isEqualTo(200);
        assertThat(new Caller(mock).send().statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"service-locked", "nope"})
    void theScenarioHeaderIsForReconnects(String step) {
        assertThat(get("/tenants").header("x-mock-scenario", step).send().statusCode())
                .isEqualTo(200);
    }

    private Caller get(String path) {
        return new Caller(mock).method("GET").path(path).query(QUERY);
    }

    private Caller get(String path, String version) {
        return get(path).query("?api-version=" + version);
    }

    private static String pathOf(Document document) {
        return switch (document) {
            case METADATA -> METADATA;
            case TENANTS -> "/tenants";
            case SUBSCRIPTIONS -> "/subscriptions";
            case SUBSCRIPTION -> SUBSCRIPTION;
            case PROVIDER -> "/providers/Microsoft.ApiManagement";
            case PROVIDER_OF_SUBSCRIPTION -> SUBSCRIPTION + "/providers/Microsoft.ApiManagement";
        };
    }

    private void isDocument(HttpResponse<String> response, FidelityCase as) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(as.body().replace("<port>", Integer.toString(mock.port())));
    }

    private static HttpResponse<String> refused(Caller caller, String statusAndCode) {
        HttpResponse<String> response = caller.send();
        String code = ErrorBody.of(response).at("/code").asText();
        assertThat(response.statusCode() + " " + code).isEqualTo(statusAndCode);
        return response;
    }
}
