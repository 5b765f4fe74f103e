package io.github.apimreconnect.mockarm;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * As much of Entra ID as a client needs for a token: the OAuth 2.0 token endpoint, OIDC discovery, the keys, and the
 * managed-identity endpoint of App Service. Any client id, secret, assertion and refresh token will do.
 */
final class TokenEndpoint {
    private static final String TOKEN = "oauth2/v2.0/token";
    private static final String KEYS = "discovery/v2.0/keys";
    private static final String DISCOVERY = "v2.0/.well-known/openid-configuration";
    private static final String MANAGED_IDENTITY = "msi/token";

    private final Tokens tokens;

    TokenEndpoint(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Whether a request is for one of the documents: three below any tenant, one below {@code /msi}. */
    static boolean isFor(ArmRequest request) {
        return kind(request) != null;
    }

    Reply answer(ArmRequest request) {
        String tenant = request.path().segments().get(0);
        String kind = kind(request);
        boolean post = TOKEN.equals(kind);
        if (!request.method().equals(post ? "POST" : "GET")) {
            return Reply.empty(405, null, new Header("Allow", post ? "POST" : "GET"));
        }
        if (post) {
            return token(request, tenant);
        }
        return MANAGED_IDENTITY.equals(kind)
                ? ManagedIdentity.answer(tokens, request)
                : Reply.json(200, null, KEYS.equals(kind) ? tokens.keys() : discovery(request, tenant));
    }

    private static @Nullable String kind(ArmRequest request) {
        List<String> segments = request.path().segments();
        if (segments.size() == 2) {
            return MANAGED_IDENTITY.equals(String.join("/", segments)) ? MANAGED_IDENTITY : null;
        }
        if (segments.size() != 4) {
            return null;
        }
        String kind = String.join("/", segments.subList(1, 4));
        return kind.equals(TOKEN) || kind.equals(KEYS) || kind.equals(DISCOVERY) ? kind : null;
    }

    private Reply token(ArmRequest request, String tenant) {
        TokenForm form;
        try {
            form = TokenForm.read(new String(request.body(), StandardCharsets.UTF_8));
        } catch (TokenForm.RefusedException e) {
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
        return Reply.json(200, null, answer.map()).with(new Header("Cache-Control", "no-store"));
    }

    private static Map<String, Object> discovery(ArmRequest request, String tenant) {
        String authority = request.origin() + "/" + tenant;
        return new Json()
                .put("issuer", Tokens.issuer(request.origin(), tenant))
                .put("token_endpoint", authority + "/" + TOKEN)
                .put("authorization_endpoint", authority + "/oauth2/v2.0/authorize")
                .put("jwks_uri", authority + "/" + KEYS)
                .put("token_endpoint_auth_methods_supported", List.of("client_secret_post", "private_key_jwt"))
                .put("response_types_supported", List.of("code", "id_token", "token"))
                .put("subject_types_supported", List.of("pairwise"))
                .put("id_token_signing_alg_values_supported", List.of("ES256"))
                .map();
    }

    /** Entra ID's error form. Its number stands in the description and apart. */
    private static Reply refused(TokenForm.RefusedException refused) {
        Map<String, Object> answer = new Json()
                .put("error", refused.error())
                .put("error_description", "AADSTS" + refused.number() + ": " + refused.getMessage())
                .put("error_codes", List.of(refused.number()))
                .put("timestamp", Instant.now().toString())
                .map();
        return Reply.json(refused.error().equals("invalid_client") ? 401 : 400, null, answer);
    }
}
