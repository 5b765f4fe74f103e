package io.github.apimreconnect.it;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A single change that corrupts a valid exchange, or what it is checked against.
 *
 * @param sentence what is wrong after the change
 * @param spoil applies the change
 * @param complaint the expected message of the check
 */
record Mutation(String sentence, UnaryOperator<Evidence> spoil, String complaint) {
    private static final String JSON = "application/json";

    static final List<Mutation> OF_THE_DOCUMENT = List.of(
            new Mutation(
                    "The document has another path",
                    e -> e.document("/backends/", "/apis/"),
                    "No API path found that matches request"),
            new Mutation(
                    "The document has another method",
                    e -> e.document("    post:", "    put:"),
                    "POST operation not allowed on path"),
            new Mutation(
                    "The document does not know the api-version",
                    e -> e.document("              - 2023-05-01-preview\n", ""),
                    "(\"2023-05-01-preview\") not found in enum"),
            new Mutation(
                    "The document requires another header",
                    e -> e.document(
                            "name: api-version\n          in: query", "name: api-version\n          in: header"),
                    "Header parameter 'api-version' is required"),
            new Mutation(
                    "The document has a stricter name of the service",
                    e -> e.document("maxLength: 50", "maxLength: 5"),
                    "is too long"),
            new Mutation(
                    "The document requires a number of seconds",
                    e -> e.document("type: string\n              format: duration", "type: integer"),
                    "does not match any allowed primitive type (allowed: [\"integer\"])"),
            new Mutation(
                    "The document accepts only XML",
                    e -> e.document("requestBody:\n        required: false", "requestBody:\n        required: true")
                            .document(JSON, "application/xml"),
                    "Request Content-Type header '[application/json]' does not match any allowed types"),
            new Mutation(
                    "The document requires a body in the 202",
                    e -> e.document(
                            "nothing to poll.",
                            "nothing to poll.\n          content:\n            application/json:\n"
                                    + "              schema:\n                type: object"),
                    "defines a response schema but no response body found"),
            new Mutation(
                    "The document requires a Location header",
                    e -> e.document(
                            "nothing to poll.",
                            "nothing to poll.\n          headers:\n            Location:\n"
                                    + "              required: true\n              schema:\n                type: string"),
                    "Header 'Location' is expected"),
            new Mutation(
                    "The document has another success status",
                    e -> e.document("'202':", "'200':").document("default:", "'400':"),
                    "Response status 202 not defined"));

    static final List<Mutation> OF_THE_GOLDEN_FILES = List.of(
            new Mutation(
                    "The golden request has a header's name in another case",
                    e -> e.goldenRequest("x-ms-client-request-id", "X-Ms-Client-Request-Id"),
                    "X-Ms-Client-Request-Id"),
            new Mutation(
                    "The golden request has two headers in reverse order",
                    e -> e.goldenRequest(
                            "Content-Type: application/json\r\nx-ms-client-request-id: {uuid}\r\n",
                            "x-ms-client-request-id: {uuid}\r\nContent-Type: application/json\r\n"),
                    "Not the golden message"),
            new Mutation(
                    "The golden request has a space in its body",
                    e -> e.goldenRequest("\"after\":\"PT3S\"", "\"after\": \"PT3S\""),
                    "Not the golden message"),
            new Mutation(
                    "The golden request has bare line feeds",
                    e -> e.goldenRequest("\r\n", "\n"),
                    "Not the golden message"),
            new Mutation(
                    "The golden answer has an additional header",
                    e -> e.goldenAnswer("Expires: -1\r\n", "Expires: -1\r\nRetry-After: 5\r\n"),
                    "Retry-After: 5"));

    static final List<Mutation> OF_THE_REQUEST = List.of(
            new Mutation(
                    "The request has no token",
                    e -> e.request("Authorization: Bearer any\r\n", ""),
                    "requires security parameters. None found"),
            new Mutation(
                    "The request has no api-version",
                    e -> e.request("?api-version=2023-05-01-preview", ""),
                    "Query parameter 'api-version' is required"),
            new Mutation(
                    "The request has a body of another media type",
                    e -> e.request("Content-Type: application/json", "Content-Type: text/plain"),
                    "Request Content-Type header '[text/plain]' does not match any allowed types"),
            new Mutation(
                    "The request has an array in place of the properties",
                    e -> e.request("{\"after\":\"PT3S\"}", "[\"after\",\"PT3S\"]"),
                    "Instance type (array) does not match any allowed primitive type"),
            new Mutation(
                    "The request has a number in place of the duration",
                    e -> e.request("\"PT3S\"", "180000"),
                    "Instance type (integer) does not match any allowed primitive type"),
            new Mutation(
                    "The request has a word in place of the duration",
                    e -> e.request("PT3S", "soon"),
                    "Not an ISO 8601 duration"),
            new Mutation("The request has a body that is not JSON", e -> e.request("}}", "}]"), "Unable to parse JSON"),
            new Mutation(
                    "The request has a subscription that is not a UUID",
                    e -> e.request("00000000-0000-0000-0000-000000000000", "my-subscription"),
                    "is not a valid UUID"));

    static final List<Mutation> OF_THE_ANSWER = List.of(
            new Mutation(
                    "The mock refuses the sample",
                    e -> e.answered("400 Bad Request", JSON, "{\"error\":{\"code\":\"ValidationError\"}}"),
                    "The mock refuses what the contract allows"),
            new Mutation(
                    "The answer has a code that is not text",
                    e -> e.answered("500 Internal Server Error", JSON, "{\"error\":{\"code\":500}}"),
                    "The answer breaks the contract"),
            new Mutation(
                    "The answer has details that are not a list",
                    e -> e.answered("409 Conflict", JSON, "{\"error\":{\"code\":\"ServiceLocked\",\"details\":{}}}"),
                    "Instance type (object) does not match any allowed primitive type"),
            new Mutation(
                    "The answer is a page",
                    e -> e.answered("502 Bad Gateway", "text/html", "<html>Bad Gateway</html>"),
                    "Response Content-Type header 'text/html' does not match any allowed types"),
            new Mutation(
                    "The answer has a header in another case",
                    e -> e.answer("x-ms-request-id", "X-MS-Request-Id"),
                    "X-MS-Request-Id"));

    @Override
    public String toString() {
        return sentence;
    }
}
