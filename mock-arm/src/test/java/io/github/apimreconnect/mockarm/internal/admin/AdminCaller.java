package io.github.apimreconnect.mockarm.internal.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.JsonBody;
import io.github.apimreconnect.mockarm.MockArm;
import java.net.http.HttpResponse;

/** Calls the admin pages of a mock. */
final class AdminCaller {
    private final MockArm mock;

    AdminCaller(MockArm mock) {
        this.mock = mock;
    }

    HttpResponse<String> get(String page) {
        return send("GET", page, "", "");
    }

    HttpResponse<String> post(String page, String body) {
        return send("POST", page, "", body);
    }

    HttpResponse<String> send(String method, String page, String query, String body) {
        Caller caller = new Caller(mock).method(method).path("/_mock/" + page).query(query);
        return (body.isEmpty() ? caller : caller.json(body)).send();
    }

    static JsonNode json(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json; charset=utf-8");
        return JsonBody.of(response);
    }
}
