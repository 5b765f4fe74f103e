package io.github.apimreconnect.mockarm.internal.token;

import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.reply.Header;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The managed-identity endpoint of App Service, {@code /msi/token}: to use it, set {@code IDENTITY_ENDPOINT} to this
 * address and {@code IDENTITY_HEADER} to any value.
 */
final class ManagedIdentity {
    private static final String TENANT = "00000000-0000-0000-0000-000000000000";
    private static final String SECRET = "X-IDENTITY-HEADER";

    private ManagedIdentity() {}

    static TokenReply answer(Tokens tokens, ArmRequest request) {
        String resource = request.queryParameter("resource");
        if (resource == null || resource.isEmpty()) {
            return error(400, "'resource' is missing from the query");
        }
        if (request.queryParameter("api-version") == null) {
            return error(400, "'api-version' is missing from the query; App Service has 2019-08-01");
        }
        // Neither another site's page nor a request forged through a proxy can set this header.
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
        return TokenReply.granted(Reply.json(
                        200,
                        null,
                        new Json()
                                .put("access_token", token)
                                .put("expires_on", Long.toString(expires.getEpochSecond()))
                                .put("resource", resource)
                                .put("token_type", "Bearer")
                                .put("client_id", client)
                                .map())
                .with(new Header("Cache-Control", "no-store")));
    }

    private static TokenReply error(int status, String message) {
        return new TokenReply(Reply.json(status, null, Map.of("statusCode", status, "message", message)), message);
    }
}
