package io.github.apimreconnect.mockarm;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What the mock says of itself, under {@code /_mock}. */
final class Admin {
    private final Tls tls;

    Admin(Tls tls) {
        this.tls = tls;
    }

    static boolean isFor(ArmRequest request) {
        List<String> segments = request.path().segments();
        return !segments.isEmpty() && segments.get(0).equals("_mock");
    }

    Reply answer(ArmRequest request) {
        if (!request.method().equals("GET")) {
            return new Reply(405, Map.of("Allow", "GET"), new byte[0]);
        }
        String page = String.join(
                "/",
                request.path().segments().subList(1, request.path().segments().size()));
        return switch (page) {
            case "health" -> Reply.json(200, Map.of("status", "UP"));
            case "ca.pem" ->
                Reply.text(200, "application/x-pem-file", tls.authorityPem().getBytes(StandardCharsets.US_ASCII));
            case "openapi.yaml" -> Reply.text(200, "application/yaml", Contract.document());
            default -> Reply.json(404, Map.of("error", "There are /_mock/health, /_mock/ca.pem, /_mock/openapi.yaml"));
        };
    }
}
