package io.github.apimreconnect.it.live;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The format of a header whose values differ from answer to answer.
 *
 * @param header its name, in any case
 * @param value the format
 */
record HeaderFormat(Pattern header, Pattern value) {
    private static final String UUID = "\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";
    private static final String NUMBER = "\\d+";
    private static final String CHALLENGED = "authorization_uri=\"https://[^\"]+\"";
    private static final String CLAIMED = "claims=\"[A-Za-z0-9+/=_-]+\"";

    private static final List<HeaderFormat> ALL = List.of(
            of("Date", "[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT"),
            of("x-ms-request-id", UUID),
            of("x-ms-correlation-request-id", UUID),
            of("x-ms-routing-request-id", "[A-Z0-9 ]+:\\d{8}T\\d{6}Z:" + UUID),
            of("x-ms-ratelimit-remaining-[a-z-]+", NUMBER),
            of("Retry-After", NUMBER),
            // An empty body is not the same as a short one.
            of("Content-Length", "[1-9]\\d*"));

    private static final Pattern SECRET = Pattern.compile(
            ".*(?:cookie|token|secret|key|signature|credential|session|nonce|password|authori[sz]ation|authentication).*",
            Pattern.CASE_INSENSITIVE);

    /** Returns whether the value of a header may be a secret, to judge by its name. */
    static boolean isSecret(String name) {
        return SECRET.matcher(name).matches();
    }

    private static HeaderFormat of(String header, String value) {
        return new HeaderFormat(Pattern.compile(header, Pattern.CASE_INSENSITIVE), Pattern.compile(value));
    }

    /** Returns what to compare: the format of such a header's value, or else the value. */
    static String shape(String name, String value) {
        if (isSecret(name)) {
            return "{secret}";
        }
        if (name.equalsIgnoreCase("WWW-Authenticate")) {
            return value.replaceAll(CHALLENGED, "authorization_uri").replaceAll(CLAIMED, "claims");
        }
        return ALL.stream()
                .filter(one -> one.header.matcher(name).matches())
                .filter(one -> one.value.matcher(value).matches())
                .findFirst()
                .map(one -> one.value.pattern())
                .orElse(value);
    }
}
