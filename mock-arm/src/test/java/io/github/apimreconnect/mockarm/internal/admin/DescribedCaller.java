package io.github.apimreconnect.mockarm.internal.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.apimreconnect.mockarm.JsonBody;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.internal.admin.DescribedApi.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Calls admin pages over plain HTTP, checks each exchange against the document, and notes the parts it has seen. */
final class DescribedCaller {
    private final DescribedApi api = DescribedApi.SHIPPED;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SeenParts seen = new SeenParts(api);
    private final List<String> problems = new ArrayList<>();

    SeenParts seen() {
        return seen;
    }

    /** Returns how exchanges differed from the document. */
    List<String> problems() {
        return problems;
    }

    /** A response. */
    record Answer(int status, String contentType, String body) {
        JsonNode json() {
            return JsonBody.of(body);
        }
    }

    /** Calls a page that must answer with this status, as described; if it accepts the request, that as well. */
    Answer call(MockArm mock, int expected, String method, String page, String query, String body, String... headers) {
        Operation operation = api.operation(method, page);
        Answer answer = send(mock, method, page, query, body, headers);
        if (expected != answer.status()) {
            problems.add(operation + "?" + query + ": " + answer + " instead of " + expected);
        }
        if (answer.status() < 300) {
            checkRequest(operation, query, body);
        }
        check(operation.toString(), api.response(operation, answer.status()), answer);
        seen.add(operation.id() + " " + answer.status());
        return answer;
    }

    Answer send(MockArm mock, String method, String page, String query, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(mock.httpEndpoint() + "/_mock/" + page + (query.isEmpty() ? "" : "?" + query)))
                .timeout(Duration.ofSeconds(20))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty() && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Checks an answer against a described response. */
    void check(String what, JsonNode response, Answer answer) {
        if (response.isMissingNode()) {
            problems.add(what + " is not described to answer " + answer);
            return;
        }
        JsonNode content = response.path("content");
        String type = answer.contentType().replaceFirst(";.*", "").toLowerCase(Locale.ROOT);
        if (content.isMissingNode()) {
            report(what, answer.body().isEmpty() ? List.of() : List.of("has a body: " + answer));
        } else if (!content.has(type)) {
            report(what, List.of("has another type than described: " + answer));
        } else {
            JsonNode value =
                    type.equals("application/json") ? answer.json() : JsonNodeFactory.instance.textNode(answer.body());
            checkValue(what, content.get(type).required("schema"), value);
        }
    }

    void checkValue(String what, JsonNode schema, JsonNode value) {
        report(what, api.violations(schema, value));
        seen.addFields(schema, value);
    }

    private void checkRequest(Operation operation, String query, String body) {
        Map<String, JsonNode> described = new HashMap<>();
        api.parameters(operation)
                .forEach(one -> described.put(one.required("name").asText(), one.required("schema")));
        for (String part : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] parameter = part.split("=", 2);
            JsonNode schema = described.get(parameter[0]);
            if (schema == null) {
                problems.add(operation + " accepts the parameter " + parameter[0] + ", which is not described");
            } else {
                report(operation + "?" + part, api.violations(schema, value(api.resolved(schema), parameter[1])));
                seen.add(operation.id() + "?" + parameter[0]);
            }
        }
        if (!body.isEmpty() && !api.body(operation).isMissingNode()) {
            checkValue(operation + " " + body, api.body(operation), JsonBody.of(body));
        }
    }

    /** Returns a parameter as the value that its schema describes. */
    private static JsonNode value(JsonNode schema, String text) {
        return schema.path("type").asText().equals("string")
                ? JsonNodeFactory.instance.textNode(text)
                : JsonBody.of(text);
    }

    private void report(String what, List<String> violations) {
        violations.forEach(violation -> problems.add(what + ": " + violation));
    }
}
