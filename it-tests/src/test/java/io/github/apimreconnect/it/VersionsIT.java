package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.swagger.v3.oas.models.OpenAPI;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of each api-version: the mock and the independent validator must agree. */
@ExtendWith(MockArmExtension.class)
final class VersionsIT {
    private static final String UUID = "00000000-0000-0000-0000-000000000000";
    private static final String BODY = "{\"properties\":{\"after\":\"%s\"}}";

    private static List<?> versions() {
        OpenAPI api = OpenApiDocument.read(ContractValidator.document(), "");
        return api.getPaths().values().iterator().next().getPost().getParameters().stream()
                .filter(parameter -> parameter.getName().equals("api-version"))
                .flatMap(parameter -> ((List<?>) parameter.getSchema().getEnum()).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theMockAndTheValidatorAgree(String version, MockArm mock) throws Exception {
        Tap tap = new Tap();
        try (TapRelay relay = new TapRelay(mock.port(), tap)) {
            URI endpoint = relay.httpEndpoint();
            assertThat(post(endpoint, version, UUID, "rg1", "proxybackend", BODY.formatted("PT3S")))
                    .isEqualTo(202);
            assertThat(post(endpoint, version, UUID, "rg1", "proxybackend", "")).isEqualTo(202);
            assertThat(post(endpoint, version, UUID, "rg1", "proxybackend", BODY.formatted("soon")))
                    .isEqualTo(400);
            post(endpoint, version, "my-sub", "rg1", "proxybackend", "");
            for (int length : List.of(90, 91)) {
                post(endpoint, version, UUID, "g".repeat(length), "proxybackend", "");
            }
            for (int length : List.of(80, 81, 255, 256)) {
                post(endpoint, version, UUID, "rg1", "b".repeat(length), "");
            }
            for (String backend : List.of("a", "a.b", "a%2Bb", "-ab", "a_b", "a%2Ab")) {
                post(endpoint, version, UUID, "rg1", backend, "");
            }
        }
        assertThat(tap.exchanges()).hasSize(16);
        tap.verify();
    }

    private static int post(
            URI endpoint, String version, String subscription, String group, String backend, String body)
            throws Exception {
        URI target = endpoint.resolve("/subscriptions/" + subscription + "/resourceGroups/" + group
                + "/providers/Microsoft.ApiManagement/service/apimService1/backends/" + backend
                + "/reconnect?api-version=" + version);
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .header("Authorization", "Bearer any")
                .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
