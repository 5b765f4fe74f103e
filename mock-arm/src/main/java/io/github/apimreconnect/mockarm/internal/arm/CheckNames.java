package io.github.apimreconnect.mockarm.internal.arm;

import java.util.List;

/** The names of the checks, as refusals give them. */
public final class CheckNames {
    /** Refuses what is not a complete HTTP request. */
    public static final String HTTP = "http";
    /** Refuses paths that are not ARM's. */
    public static final String PATH = "path";
    /** Refuses a missing or unsupported api-version. */
    public static final String API_VERSION = "api-version";
    /** Refuses callers without a valid token. */
    public static final String TOKEN = "token";
    /** Refuses malformed and unknown subscriptions. */
    public static final String SUBSCRIPTION = "subscription";
    /** Refuses writes once the bucket is empty. */
    public static final String THROTTLE = "throttle";
    /** Refuses paths below a subscription other than that of reconnect. */
    public static final String RESOURCE_TYPE = "resource type";
    /** Refuses the wrong method. */
    public static final String METHOD = "method";
    /** Refuses malformed names in the path. */
    public static final String NAMES = "names";
    /** Refuses bodies that are too large. */
    public static final String BODY_SIZE = "body size";
    /** Refuses bodies that are not declared as JSON. */
    public static final String CONTENT_TYPE = "content type";
    /** Refuses bodies that are not JSON. */
    public static final String JSON = "json";
    /** Refuses JSON that violates the contract. */
    public static final String SCHEMA = "schema";
    /** Refuses resources that the world does not list. */
    public static final String WORLD = "world";
    /** Refuses an unknown scenario in the header. */
    public static final String SCENARIO = "scenario";
    /** Not a check: the mock itself failed on a request. */
    public static final String INTERNAL_ERROR = "internal error";
    /** Refuses requests to the token endpoint. */
    public static final String TOKEN_REQUEST = "token request";

    /** In the order they run: a request refused by one has passed those before it. */
    public static final List<String> IN_ORDER = List.of(
            HTTP,
            PATH,
            API_VERSION,
            TOKEN,
            SUBSCRIPTION,
            THROTTLE,
            RESOURCE_TYPE,
            METHOD,
            NAMES,
            BODY_SIZE,
            CONTENT_TYPE,
            JSON,
            SCHEMA,
            WORLD,
            SCENARIO);

    /** The check that a request passes last. */
    public static final String LAST = IN_ORDER.get(IN_ORDER.size() - 1);

    private CheckNames() {}
}
