package io.github.apimreconnect.mockarm.internal.admin;

import static io.github.apimreconnect.mockarm.internal.admin.AdminCaller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Step;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /_mock/settings}. */
final class SettingsTest {
    @Test
    void theyAreThoseTheMockWasStartedWith(@TempDir Path folder) throws IOException {
        Path world = Files.writeString(folder.resolve("world.yaml"), "subscriptions: {}\n");
        try (MockArm mock = MockArm.builder()
                .auth(Auth.NONE)
                .anyApiVersion()
                .strictDuration()
                .throttle("7/3")
                .virtualClock()
                .journal(20)
                .world(world)
                .publicHost("mock-arm.example")
                .randomFaults(0.5, 42, List.of(Step.parse("reset"), Step.answer("service-locked")))
                .start()) {
            JsonNode settings = json(new Caller(mock)
                    .method("GET")
                    .path("/_mock/settings")
                    .query("")
                    .send(URI.create("https://localhost:" + mock.port())));
            assertThat(settings.at("/auth").asText()).isEqualTo("none");
            assertThat(settings.at("/apiVersions").asText()).isEqualTo("any");
            assertThat(settings.at("/strictDuration").asBoolean()).isTrue();
            assertThat(settings.at("/throttle"))
                    .hasToString("{\"enforced\":true,\"capacity\":7,\"refillPerSecond\":3}");
            assertThat(settings.at("/clock").asText()).isEqualTo("virtual");
            assertThat(settings.at("/started").asText())
                    .isEqualTo(mock.clock().instant().toString());
            assertThat(settings.at("/journal").asInt()).isEqualTo(20);
            assertThat(settings.at("/world").asText()).isEqualTo("closed");
            assertThat(settings.at("/names")).extracting(JsonNode::asText).contains("localhost", "mock-arm.example");
            assertThat(settings.at("/endpoint").asText()).isEqualTo("https://mock-arm.example:" + mock.port());
            assertThat(settings.at("/faults"))
                    .hasToString("{\"rate\":0.5,\"kinds\":[\"reset@before-answer\",\"service-locked\"],\"seed\":42}");
        }
    }

    @Test
    void thoseNotSetHaveTheirDefaults() {
        Instant before = Instant.now();
        try (MockArm mock = MockArm.start()) {
            JsonNode settings = json(new AdminCaller(mock).get("settings"));
            assertThat(settings.at("/endpoint").asText())
                    .isEqualTo(mock.endpoint().toString());
            assertThat(settings.at("/httpEndpoint").asText())
                    .isEqualTo(mock.httpEndpoint().toString());
            assertThat(settings.at("/pid").asLong())
                    .isEqualTo(ProcessHandle.current().pid());
            assertThat(Instant.parse(settings.at("/started").asText())).isBetween(before, Instant.now());
            assertThat(settings.at("/auth").asText()).isEqualTo("any");
            assertThat(settings.at("/apiVersions"))
                    .hasSize(23)
                    .extracting(JsonNode::asText)
                    .contains("2023-05-01-preview");
            assertThat(settings.at("/strictDuration").asBoolean()).isFalse();
            assertThat(settings.at("/throttle/enforced").asBoolean()).isFalse();
            assertThat(settings.at("/clock").asText()).isEqualTo("real");
            assertThat(settings.at("/world").isNull()).isTrue();
            assertThat(settings.at("/transport").asText()).isIn("epoll", "nio");
            assertThat(settings.at("/version").asText()).isEqualTo("(unpackaged)");
            assertThat(settings.at("/faults/rate").asDouble()).isZero();
        }
    }

    @Test
    void eachMockHasAnIdOfItsOwn() {
        try (MockArm one = MockArm.start();
                MockArm other = MockArm.start()) {
            String id = json(new AdminCaller(one).get("settings")).at("/mock").asText();
            assertThat(id).matches("[0-9a-z]{8}");
            assertThat(json(new AdminCaller(one).get("settings")).at("/mock").asText())
                    .isEqualTo(id);
            assertThat(json(new AdminCaller(other).get("settings")).at("/mock").asText())
                    .isNotEqualTo(id);
        }
    }
}
