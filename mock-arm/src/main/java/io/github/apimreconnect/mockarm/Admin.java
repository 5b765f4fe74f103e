package io.github.apimreconnect.mockarm;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the mock says of itself, under {@code /_mock}. */
final class Admin {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Tls tls;

    Admin(Tls tls) {
        this.tls = tls;
    }

    /** Whether a page of another site asks, through the reader's browser. */
    private static boolean isForeign(ArmRequest request) {
        URI own = URI.create(request.origin());
        String host = request.header(HttpHeaderNames.HOST).orElse("").replaceFirst(":[0-9]+$", "");
        boolean foreignHost = !LOOPBACK.contains(host) && !host.equalsIgnoreCase(own.getHost());
        return foreignHost
                || request.header(HttpHeaderNames.ORIGIN)
                        .map(origin -> origin.replaceFirst("^https?:", ""))
                        .filter(origin -> !origin.equals("//" + own.getAuthority()))
                        .isPresent();
    }

    static boolean isFor(ArmRequest request) {
        List<String> segments = request.path().segments();
        return !segments.isEmpty() && segments.get(0).equals("_mock");
    }

    Reply answer(ArmRequest request) {
        if (isForeign(request)) {
            return Reply.json(403, Map.of("error", "Host and Origin must be the mock's own, " + request.origin()));
        }
        if (!request.method().equals("GET")) {
            return Reply.empty(405, Map.of("Allow", "GET"));
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
