package io.github.apimreconnect.it.bench.mock;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;

/**
 * The documented sample request, or one that must be refused.
 *
 * @param version the api-version
 * @param authorization the value of the header
 * @param body the JSON
 * @param scenario the value of {@code x-mock-scenario}, empty for none
 */
record SampleRequest(String version, String authorization, String body, String scenario) {
    private static final String PATH = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg1"
            + "/providers/Microsoft.ApiManagement/service/apimService1/backends/proxybackend/reconnect";

    static final SampleRequest ACCEPTED =
            new SampleRequest("2023-05-01-preview", "Bearer " + token(), "{\"properties\":{\"after\":\"PT3S\"}}", "");

    SampleRequest withVersion(String other) {
        return new SampleRequest(other, authorization, body, scenario);
    }

    SampleRequest withAuthorization(String other) {
        return new SampleRequest(version, other, body, scenario);
    }

    SampleRequest withBody(String other) {
        return new SampleRequest(version, authorization, other, scenario);
    }

    SampleRequest withScenario(String other) {
        return new SampleRequest(version, authorization, body, other);
    }

    byte[] bytes(int port) {
        String head = "POST " + PATH + "?api-version=" + version + " HTTP/1.1\r\n"
                + "accept: application/json\r\n"
                + "authorization: " + authorization + "\r\n"
                + "content-length: " + body.length() + "\r\n"
                + "content-type: application/json\r\n"
                + "date: Sun, 22 Nov 2026 12:00:00 GMT\r\n"
                + "host: localhost:" + port + "\r\n"
                + "user-agent: azsdk-java-apim-reconnect/1.0.0-beta.1 (17.0.15; Linux; 6.1.0)\r\n"
                + "x-ms-client-request-id: 6f1b0f7e-3c0d-4a7e-9d6b-0c9f5b1f2a3d\r\n"
                + (scenario.isEmpty() ? "" : "x-mock-scenario: " + scenario + "\r\n");
        return (head + "\r\n" + body).getBytes(US_ASCII);
    }

    /** A token with the form and length of an Entra token: 1,200 characters in three parts. */
    private static String token() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String header =
                base64.encodeToString("{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"bench\"}".getBytes(US_ASCII));
        String claims = base64.encodeToString(
                "{\"aud\":\"https://management.azure.com\",\"oid\":\"bench\",\"tid\":\"bench\",\"pad\":\""
                        .getBytes(US_ASCII));
        String signature = "s".repeat(342);
        int padding = 1_200 - header.length() - claims.length() - signature.length() - 2;
        return header + "." + claims + "x".repeat(padding) + "." + signature;
    }
}
