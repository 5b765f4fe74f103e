package io.github.apimreconnect.mockarm.internal.token;

import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.ClosestPath.Template;
import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.reply.Header;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of Entra ID that a client needs to get a token: the OAuth 2.0 token endpoint, OIDC discovery, the keys, and
 * the managed-identity endpoint of App Service. Accepts any client id, secret, assertion and refresh token.
 */
public final class TokenEndpoint {
    /** More than any assertion needs; bodies are parsed on an event loop. */
    private static final int MAX_BODY = 64 * 1024;

    /** The endpoints served, by path: all but the last are below a tenant. */
    private enum Endpoint {
        TOKEN("oauth2/v2.0/token", "POST"),
        KEYS("discovery/v2.0/keys", "GET"),
        DISCOVERY("v2.0/.well-known/openid-configuration", "GET"),
        MANAGED_IDENTITY("msi/token", "GET");

        private final String path;
        private final String method;

        Endpoint(String path, String method) {
            this.path = path;
            this.method = method;
        }
    }

    private final Tokens tokens;

    public TokenEndpoint(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Returns whether a request is for one of the endpoints: three below any tenant, one below {@code /msi}. */
    public static boolean isFor(ArmRequest request) {
        return endpoint(request) != null;
    }

    /** Returns the paths of the endpoints, to suggest one for a path that misses it. */
    public static List<Template> served() {
        return Arrays.stream(Endpoint.values())
                .map(endpoint -> new Template(
                        endpoint.method, (endpoint == Endpoint.MANAGED_IDENTITY ? "/" : "/{tenant}/") + endpoint.path))
                .toList();
    }

    public TokenReply answer(ArmRequest request) {
        Endpoint endpoint = endpoint(request);
        if (endpoint == null) {
            throw new IllegalArgumentException("Not for the token endpoint: " + request.path());
        }
        if (!request.method().equals(endpoint.method)) {
            return TokenReply.refused(
                    Reply.empty(405, null, new Header("Allow", endpoint.method)), "Use " + endpoint.method + ".");
        }
        String tenant = request.path().segments().get(0);
        return switch (endpoint) {
            case TOKEN -> token(request, tenant);
            case KEYS -> TokenReply.granted(tokens.keys());
            case DISCOVERY -> TokenReply.granted(discovery(request, tenant));
            case MANAGED_IDENTITY -> ManagedIdentity.answer(tokens, request);
        };
    }

    private static @Nullable Endpoint endpoint(ArmRequest request) {
        List<String> segments = withoutLastSlash(request.path().segments());
        boolean belowTenant = segments.size() == 4;
        if (!belowTenant && segments.size() != 2) {
            return null;
        }
        String path = String.join("/", belowTenant ? segments.subList(1, 4) : segments);
        for (Endpoint endpoint : Endpoint.values()) {
            if (endpoint.path.equals(path) && belowTenant == (endpoint != Endpoint.MANAGED_IDENTITY)) {
                return endpoint;
            }
        }
        return null;
    }

    /** The Azure CLI appends a slash to the endpoint of the managed identity. */
    private static List<String> withoutLastSlash(List<String> segments) {
        return segments.size() == 3 && segments.get(2).isEmpty() ? segments.subList(0, 2) : segments;
    }

    private TokenReply token(ArmRequest request, String tenant) {
        TokenForm form;
        try {
            if (request.body().length > MAX_BODY) {
                throw new TokenForm.EntraErrorException(
                        "invalid_request", 900023, "The request body must have at most 64 KiB.");
            }
            form = TokenForm.read(new String(request.body(), StandardCharsets.UTF_8));
        } catch (TokenForm.EntraErrorException e) {
            return refused(e);
        }
        Instant now = Instant.now();
        String token = tokens.sign(
                Tokens.issuer(request.origin(), tenant),
                tenant,
                form.client(),
                form.audience(),
                now,
                now.plus(Tokens.LIFETIME));
        Json answer = new Json()
                .put("token_type", "Bearer")
                .put("expires_in", Tokens.LIFETIME.toSeconds())
                .put("ext_expires_in", Tokens.LIFETIME.toSeconds())
                .put("access_token", token);
        if (form.refreshes()) {
            answer.put("refresh_token", "mock-refresh-token").put("scope", form.scope());
        }
        return TokenReply.granted(answer.map(), new Header("Cache-Control", "no-store"));
    }

    private static Map<String, Object> discovery(ArmRequest request, String tenant) {
        String authority = request.origin() + "/" + tenant;
        return new Json()
                .put("issuer", Tokens.issuer(request.origin(), tenant))
                .put("token_endpoint", authority + "/" + Endpoint.TOKEN.path)
                .put("authorization_endpoint", authority + "/oauth2/v2.0/authorize")
                .put("jwks_uri", authority + "/" + Endpoint.KEYS.path)
                .put("token_endpoint_auth_methods_supported", List.of("client_secret_post", "private_key_jwt"))
                .put("response_types_supported", List.of("code", "id_token", "token"))
                .put("subject_types_supported", List.of("pairwise"))
                .put("id_token_signing_alg_values_supported", List.of("ES256"))
                .map();
    }

    /** Returns an error in Entra ID's format, with its number both in the description and separately. */
    private static TokenReply refused(TokenForm.EntraErrorException refused) {
        Map<String, Object> answer = new Json()
                .put("error", refused.error())
                .put("error_description", "AADSTS" + refused.number() + ": " + refused.getMessage())
                .put("error_codes", List.of(refused.number()))
                .put("timestamp", Instant.now().toString())
                .map();
        Reply reply = Reply.json(refused.error().equals("invalid_client") ? 401 : 400, null, answer)
                .withCode(refused.error());
        return TokenReply.refused(reply, refused.error() + ": " + refused.getMessage());
    }
}
