package io.github.apimreconnect.mockarm.internal.token;

import io.github.apimreconnect.mockarm.internal.arm.Query;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A token request, checked.
 *
 * @param client the client id
 * @param scope the scope, as sent
 * @param audience the resource in the scope
 * @param refreshes whether the reply includes a refresh token
 */
record TokenForm(String client, String scope, String audience, boolean refreshes) {
    /** Limit on what is echoed in the reply, which a caller may leave unread. */
    private static final int MAX_ECHOED = 2048;

    private static final String DEFAULT_SCOPE = "/.default";
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** The parameters that matter here. */
    private static final List<String> READ = List.of(
            "grant_type",
            "client_id",
            "scope",
            "client_secret",
            "client_assertion",
            "client_assertion_type",
            "refresh_token");

    /** A refused token request: Entra ID's error, its number and its text. */
    static final class EntraErrorException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String error;
        private final int number;

        EntraErrorException(String error, int number, String description) {
            super(description, null, false, false);
            this.error = error;
            this.number = number;
        }

        String error() {
            return error;
        }

        int number() {
            return number;
        }
    }

    /** Reads a form, or throws Entra ID's error for it; the error text contains no secrets. */
    static TokenForm read(String body) throws EntraErrorException {
        Map<String, String> form;
        try {
            form = Query.all(body);
            requireOnce(Query.repeated(body));
        } catch (IllegalArgumentException e) {
            throw new EntraErrorException("invalid_request", 900023, "The request body is not a form.");
        }
        String grant = echoed(form, "grant_type");
        String client = echoed(form, "client_id");
        String scope = echoed(form, "scope");
        switch (grant) {
            case "client_credentials" -> credential(form);
            case "refresh_token" -> required(form, "refresh_token");
            default ->
                throw new EntraErrorException(
                        "unsupported_grant_type",
                        70003,
                        "The app requested an unsupported grant type '" + grant + "'.");
        }
        String audience = audience(scope)
                .orElseThrow(() -> new EntraErrorException(
                        "invalid_scope",
                        1002012,
                        "The provided value for scope " + scope + " is not valid. Client credential flows must have a"
                                + " scope value with /.default suffixed to the resource identifier (application ID"
                                + " URI)."));
        return new TokenForm(client, scope, audience, grant.equals("refresh_token"));
    }

    private static void requireOnce(Set<String> repeated) throws EntraErrorException {
        for (String name : READ) {
            if (repeated.contains(name)) {
                throw new EntraErrorException(
                        "invalid_request",
                        9000411,
                        "The request is not properly formatted. The parameter '" + name + "' is duplicated.");
            }
        }
    }

    private static void credential(Map<String, String> form) throws EntraErrorException {
        boolean secret = !form.getOrDefault("client_secret", "").isEmpty();
        boolean assertion = !form.getOrDefault("client_assertion", "").isEmpty();
        if (!secret && !assertion) {
            throw new EntraErrorException(
                    "invalid_client",
                    7000218,
                    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");
        }
        if (assertion && !required(form, "client_assertion_type").equals(ASSERTION_TYPE)) {
            throw new EntraErrorException(
                    "invalid_request", 50027, "The client assertion type must be '" + ASSERTION_TYPE + "'.");
        }
    }

    private static String echoed(Map<String, String> form, String name) throws EntraErrorException {
        String value = required(form, name);
        if (value.length() > MAX_ECHOED) {
            throw new EntraErrorException(
                    "invalid_request", 900023, "'" + name + "' must have at most " + MAX_ECHOED + " characters.");
        }
        return value;
    }

    private static String required(Map<String, String> form, String name) throws EntraErrorException {
        String value = form.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new EntraErrorException(
                    "invalid_request",
                    900144,
                    "The request body must contain the following parameter: '" + name + "'.");
        }
        return value;
    }

    /** Returns the audience of a scope; clients also send {@code openid profile offline_access} in it. */
    private static Optional<String> audience(String scope) {
        for (int start = 0; start < scope.length(); ) {
            int space = scope.indexOf(' ', start);
            int end = space < 0 ? scope.length() : space;
            int audience = end - DEFAULT_SCOPE.length();
            if (audience >= start && scope.startsWith(DEFAULT_SCOPE, audience)) {
                return Optional.of(scope.substring(start, audience));
            }
            start = end + 1;
        }
        return Optional.empty();
    }
}
