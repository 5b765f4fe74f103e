package io.github.apimreconnect.mockarm;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The managed-identity endpoint of App Service, {@code /msi/token}: give a process {@code IDENTITY_ENDPOINT} with this
 * address and {@code IDENTITY_HEADER} with any value.
 */
final class ManagedIdentity {
    private static final String TENANT = "00000000-0000-0000-0000-000000000000";
    private static final String SECRET = "X-IDENTITY-HEADER";

    private ManagedIdentity() {}

    static Reply answer(Tokens tokens, ArmRequest request) {
        String resource = request.queryParameter("resource");
        if (resource == null || resource.isEmpty()) {
            return error(400, "'resource' is missing from the query");
        }
        if (request.queryParameter("api-version") == null) {
            return error(400, "'api-version' is missing from the query; App Service has 2019-08-01");
        }
        // A page of another site cannot set it, nor can a request that was forged through a proxy.
        if (request.header(SECRET).isEmpty()) {
            return error(401, "The header " + SECRET + " is missing");
        }
        String client = Optional.ofNullable(request.queryParameter("client_id")).orElse("system-assigned");
        Instant now = Instant.now();
        Instant expires = now.plus(Tokens.LIFETIME);
        String token = tokens.sign(
                Tokens.issuer(request.origin(), TENANT),
                TENANT,
                client,
                resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource,
                now,
                expires);
        return Reply.json(
                        200,
                        null,
                        new Json()
                                .put("access_token", token)
                                .put("expires_on", Long.toString(expires.getEpochSecond()))
                                .put("resource", resource)
                                .put("token_type", "Bearer")
                                .put("client_id", client)
                                .map())
                .with(new Header("Cache-Control", "no-store"));
    }

    private static Reply error(int status, String message) {
        return Reply.json(status, null, Map.of("statusCode", status, "message", message));
    }
}
