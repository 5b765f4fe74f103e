package io.github.apimreconnect.mockarm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;

/** The error in a body, parsed. */
public final class ErrorBody {
    private ErrorBody() {}

    public static JsonNode of(HttpResponse<String> response) {
        return of(response.body());
    }

    public static JsonNode of(String body) {
        try {
            return JsonMapper.builder().build().readTree(body).at("/error");
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }
}
