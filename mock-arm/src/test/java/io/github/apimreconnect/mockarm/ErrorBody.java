package io.github.apimreconnect.mockarm;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;

/** The error in a body, parsed. */
public final class ErrorBody {
    private ErrorBody() {}

    public static JsonNode of(HttpResponse<String> response) {
        return of(response.body());
    }

    public static JsonNode of(String body) {
        return JsonBody.of(body).at("/error");
    }
}
