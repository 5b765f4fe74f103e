package io.github.apimreconnect.mockarm.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.JsonBody;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmBuilder;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents of a closed world, and of other api-versions. */
final class WorldDocumentsTest {
    private static final String FIRST = "FFFFFFFF-0000-4000-8000-000000000001";
    private static final String SECOND = "00000000-0000-4000-8000-000000000002";
    private static final String PROVIDER = "/providers/Microsoft.ApiManagement";

    @TempDir
    private Path folder;

    @Test
    void theSubscriptionsAreThoseOfTheWorldInItsOrder() throws IOException {
        try (MockArm mock = withWorld().start()) {
            JsonNode document = JsonBody.of(get(mock, "/subscriptions"));
            assertThat(document.at("/value"))
                    .extracting(one -> one.at("/subscriptionId").asText())
                    .containsExactly("ffffffff-0000-4000-8000-000000000001", SECOND);
            assertThat(document.at("/value/1/id").asText()).isEqualTo("/subscriptions/" + SECOND);
            assertThat(document.at("/count/value").asInt()).isEqualTo(2);
        }
    }

    @Test
    void aWorldWithoutSubscriptionsListsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("world.yaml"), "subscriptions: {}\n");
        try (MockArm mock = MockArm.builder().world(file).start()) {
            assertThat(get(mock, "/subscriptions").body())
                    .isEqualTo("{\"value\":[],\"count\":{\"type\":\"Total\",\"value\":0}}");
        }
    }

    @Test
    void aSubscriptionOfTheWorldIsFound() throws IOException {
        try (MockArm mock = withWorld().start()) {
            assertThat(JsonBody.of(get(mock, "/subscriptions/" + FIRST))
                            .at("/state")
                            .asText())
                    .isEqualTo("Enabled");
            assertThat(get(mock, "/subscriptions/" + FIRST + PROVIDER).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void anotherIsNotFound() throws IOException {
        try (MockArm mock = withWorld().start()) {
            for (String path : List.of("", PROVIDER)) {
                HttpResponse<String> response = get(mock, "/subscriptions/" + Caller.SUBSCRIPTION + path);
                assertThat(response.statusCode()).isEqualTo(404);
                assertThat(response.body())
                        .isEqualTo("{\"error\":{\"code\":\"SubscriptionNotFound\",\"message\":\"The subscription '"
                                + Caller.SUBSCRIPTION + "' could not be found.\"}}");
            }
        }
    }

    @Test
    void inAnOpenWorldAnySubscriptionIsFound() {
        try (MockArm mock = MockArm.start()) {
            assertThat(JsonBody.of(get(mock, "/subscriptions/" + SECOND))
                            .at("/subscriptionId")
                            .asText())
                    .isEqualTo(SECOND);
        }
    }

    @Test
    void theProviderHasTheSupportedVersionsNewestFirst() {
        try (MockArm mock = MockArm.builder()
                .apiVersions(List.of("2021-08-01", "2024-05-01"))
                .start()) {
            assertThat(JsonBody.of(get(mock, PROVIDER)).at("/resourceTypes/1/apiVersions"))
                    .extracting(JsonNode::asText)
                    .containsExactly("2024-05-01", "2021-08-01");
        }
    }

    private MockArmBuilder withWorld() throws IOException {
        String none = ":\n    resourceGroups: {}\n";
        return MockArm.builder()
                .world(Files.writeString(
                        folder.resolve("world.yaml"), "subscriptions:\n  " + FIRST + none + "  " + SECOND + none));
    }

    private static HttpResponse<String> get(MockArm mock, String path) {
        return new Caller(mock)
                .method("GET")
                .path(path)
                .query("?api-version=2022-12-01")
                .send();
    }
}
