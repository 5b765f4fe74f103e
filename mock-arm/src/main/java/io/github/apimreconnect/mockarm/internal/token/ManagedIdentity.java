package io.github.apimreconnect.mockarm.internal.token;

import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.reply.Header;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/**
 * The managed-identity endpoint of App Service, {@code /msi/token}: to use it, set {@code IDENTITY_ENDPOINT} to this
 * address and {@code IDENTITY_HEADER} to any value; for its first version, {@code MSI_ENDPOINT} and {@code MSI_SECRET}.
 */
final class ManagedIdentity {
    private static final String SECRET = "X-IDENTITY-HEADER";

    /** The first version, which older Azure CLIs use: it has another header and another format of times. */
    private static final String FIRST_VERSION = "2017-09-01";

    private static final String FIRST_SECRET = "secret";
    private static final DateTimeFormatter FIRST_TIME =
            DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss '+00:00'").withZone(ZoneOffset.UTC);

    private ManagedIdentity() {}

    static TokenReply answer(Tokens tokens, ArmRequest request) {
        String resource = request.queryParameter("resource");
        if (resource == null || resource.isEmpty()) {
            return error(400, "'resource' is missing from the query");
        }
        String version = request.queryParameter("api-version");
        if (version == null) {
            return error(400, "'api-version' is missing from the query; App Service has 2019-08-01");
        }
        // Neither another site's page nor a request forged through a proxy can set this header.
        boolean first = version.equals(FIRST_VERSION);
        String secret = first ? FIRST_SECRET : SECRET;
        if (request.header(secret).isEmpty()) {
            return error(401, "The header " + secret + " is missing");
        }
        String client = Optional.ofNullable(request.queryParameter("client_id")).orElse("system-assigned");
        Instant now = Instant.now();
        Instant expires = now.plus(Tokens.LIFETIME);
        String token = tokens.sign(
                Tokens.issuer(request.origin(), Tokens.TENANT),
                Tokens.TENANT,
                client,
                resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource,
                now,
                expires);
        return TokenReply.granted(
                new Json()
                        .put("access_token", token)
                        .put("expires_on", first ? FIRST_TIME.format(expires) : Long.toString(expires.getEpochSecond()))
                        .put("resource", resource)
                        .put("token_type", "Bearer")
                        .put("client_id", client)
                        .map(),
                new Header("Cache-Control", "no-store"));
    }

    private static TokenReply error(int status, String message) {
        return TokenReply.refused(Reply.json(status, null, Map.of("statusCode", status, "message", message)), message);
    }
}
