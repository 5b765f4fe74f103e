package io.github.apimreconnect.it.live;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.MockArm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mock in which only the operator's backend exists, and only its own tokens are valid. */
final class MockSide implements Side, AutoCloseable {
    private final MockArm mock;
    private final HttpSide http;

    private MockSide(MockArm mock, String otherAudience) {
        this.mock = mock;
        SideTokens tokens = new SideTokens(mock.token(), Optional.of(mock.token(otherAudience, Duration.ofHours(1))));
        this.http = new HttpSide(mock.httpEndpoint(), tokens, Trust.OF_THE_JVM);
    }

    static MockSide start(BackendId backend, String otherAudience) throws IOException {
        Path world = Files.createTempFile("world", ".json");
        try {
            JsonMapper.builder().build().writeValue(world.toFile(), worldOf(backend));
            return new MockSide(MockArm.builder().auth(Auth.ISSUED).world(world).start(), otherAudience);
        } finally {
            Files.delete(world);
        }
    }

    /** Returns the content of a {@code --world} file. */
    static Map<String, Object> worldOf(BackendId backend) {
        Map<String, Object> services =
                Map.of("services", Map.of(backend.service(), Map.of("backends", List.of(backend.backend()))));
        Map<String, Object> groups = Map.of("resourceGroups", Map.of(backend.resourceGroup(), services));
        return Map.of("subscriptions", Map.of(backend.subscription(), groups));
    }

    @Override
    public Answer send(RawRequest request) {
        return http.send(request);
    }

    @Override
    public void close() {
        mock.close();
    }
}
