package io.github.apimreconnect.mockarm.internal.arm;

import java.util.List;

/** The names of the checks, as refusals give them. */
public final class CheckNames {
    /** Refuses what is not a complete HTTP request. */
    public static final String HTTP = "http";
    /** Refuses paths that are not ARM's. */
    public static final String PATH = "path";
    /** Not a check: the mock itself failed on a request. */
    public static final String INTERNAL_ERROR = "internal error";
    /** Refuses requests to the token endpoint. */
    public static final String TOKEN_REQUEST = "token request";

    /** In the order they run: a request refused by one has passed those before it. */
    public static final List<String> IN_ORDER = List.of(
            HTTP,
            PATH,
            "api-version",
            "token",
            "subscription",
            "throttle",
            "resource type",
            "method",
            "names",
            "body size",
            "content type",
            "json",
            "schema",
            "world",
            "scenario");

    /** The check that a request passes last. */
    public static final String LAST = IN_ORDER.get(IN_ORDER.size() - 1);

    private CheckNames() {}
}
