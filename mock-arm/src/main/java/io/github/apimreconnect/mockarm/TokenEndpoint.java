package io.github.apimreconnect.mockarm;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * As much of Entra ID as a client needs for an app-only token: the OAuth 2.0 token endpoint for client credentials, OIDC
 * discovery, and the keys.
 */
final class TokenEndpoint {
    private static final String DEFAULT_SCOPE = "/.default";

    private final Tokens tokens;

    TokenEndpoint(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Whether a request is for one of the three documents, below any tenant. */
    static boolean isFor(ArmRequest request) {
        return kind(request) != null;
    }

    Reply answer(ArmRequest request) {
        String tenant = request.path().segments().get(0);
        String kind = kind(request);
        if ("oauth2/v2.0/token".equals(kind)) {
            return request.method().equals("POST") ? token(request, tenant) : methodNotAllowed("POST");
        }
        if (!request.method().equals("GET")) {
            return methodNotAllowed("GET");
        }
        return Reply.json(200, "discovery/v2.0/keys".equals(kind) ? tokens.keys() : discovery(request, tenant));
    }

    private static @Nullable String kind(ArmRequest request) {
        List<String> segments = request.path().segments();
        if (segments.size() != 4) {
            return null;
        }
        String kind = String.join("/", segments.subList(1, 4));
        return switch (kind) {
            case "oauth2/v2.0/token", "discovery/v2.0/keys", "v2.0/.well-known/openid-configuration" -> kind;
            default -> null;
        };
    }

    private Reply token(ArmRequest request, String tenant) {
        Map<String, List<String>> form;
        try {
            form = new QueryStringDecoder(new String(request.body(), StandardCharsets.UTF_8), false).parameters();
        } catch (IllegalArgumentException e) {
            // Its message quotes the body, secrets included.
            return refused(request, "invalid_request", 900023, "The request body is not a form.");
        }
        for (String required : List.of("grant_type", "client_id", "scope")) {
            if (value(form, required).isEmpty()) {
                return refused(
                        request,
                        "invalid_request",
                        900144,
                        "The request body must contain the following " + "parameter: '" + required + "'.");
            }
        }
        if (!value(form, "grant_type").equals("client_credentials")) {
            return refused(
                    request,
                    "unsupported_grant_type",
                    70003,
                    "The app requested an unsupported grant type '" + value(form, "grant_type") + "'.");
        }
        if (value(form, "client_secret").isEmpty()
                && value(form, "client_assertion").isEmpty()) {
            return refused(
                    request,
                    "invalid_client",
                    7000218,
                    "The request body must contain the following "
                            + "parameter: 'client_assertion' or 'client_secret'.");
        }
        Optional<String> audience = audience(value(form, "scope"));
        if (audience.isEmpty()) {
            return refused(
                    request,
                    "invalid_scope",
                    1002012,
                    "The provided value for scope " + value(form, "scope")
                            + " is not valid. Client credential flows must have a scope value with /.default suffixed to the "
                            + "resource identifier (application ID URI).");
        }
        Instant now = request.arrived();
        String token = tokens.sign(
                Tokens.issuer(request.origin(), tenant),
                tenant,
                value(form, "client_id"),
                audience.get(),
                now,
                now.plus(Tokens.LIFETIME));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("token_type", "Bearer");
        answer.put("expires_in", Tokens.LIFETIME.toSeconds());
        answer.put("ext_expires_in", Tokens.LIFETIME.toSeconds());
        answer.put("access_token", token);
        return Reply.json(200, answer).with(Map.of("Cache-Control", "no-store"));
    }

    /** What a scope is for: clients send {@code openid profile offline_access} beside it. */
    private static Optional<String> audience(String scope) {
        return Arrays.stream(scope.split(" "))
                .filter(one -> one.endsWith(DEFAULT_SCOPE))
                .map(one -> one.substring(0, one.length() - DEFAULT_SCOPE.length()))
                .findFirst();
    }

    private static Map<String, Object> discovery(ArmRequest request, String tenant) {
        String authority = request.origin() + "/" + tenant;
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", Tokens.issuer(request.origin(), tenant));
        document.put("token_endpoint", authority + "/oauth2/v2.0/token");
        document.put("authorization_endpoint", authority + "/oauth2/v2.0/authorize");
        document.put("jwks_uri", authority + "/discovery/v2.0/keys");
        document.put("token_endpoint_auth_methods_supported", List.of("client_secret_post", "private_key_jwt"));
        document.put("response_types_supported", List.of("code", "id_token", "token"));
        document.put("subject_types_supported", List.of("pairwise"));
        document.put("id_token_signing_alg_values_supported", List.of("ES256"));
        return document;
    }

    private static String value(Map<String, List<String>> form, String name) {
        return form.getOrDefault(name, List.of("")).get(0);
    }

    /** Entra ID's error form. Its number stands in the description and apart. */
    private static Reply refused(ArmRequest request, String error, int number, String description) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("error", error);
        answer.put("error_description", "AADSTS" + number + ": " + description);
        answer.put("error_codes", List.of(number));
        answer.put("timestamp", request.arrived().toString());
        return Reply.json(error.equals("invalid_client") ? 401 : 400, answer);
    }

    private static Reply methodNotAllowed(String allowed) {
        return Reply.empty(405, Map.of("Allow", allowed));
    }
}
