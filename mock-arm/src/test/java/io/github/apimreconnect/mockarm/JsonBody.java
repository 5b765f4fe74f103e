package io.github.apimreconnect.mockarm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;

/** A body, parsed as JSON. */
public final class JsonBody {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JsonBody() {}

    public static JsonNode of(HttpResponse<String> response) {
        return of(response.body());
    }

    public static JsonNode of(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }
}
