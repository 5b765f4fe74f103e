package io.github.apimreconnect.mockarm.internal.journal;

/**
 * Masks secrets: headers and parameters whose names suggest tokens, keys, cookies and the like, and the user and
 * password of a URL. Uses a single scan rather than regexes, as callers choose the text.
 */
final class Masking {
    static final String MASK = "***";

    private static final String[] NAMES = {
        "auth", "cookie", "token", "secret", "password", "signature", "assertion", "key", "identity-header"
    };
    /** Too common as parts of other names, so matched as whole names only. */
    private static final String[] WHOLE_NAMES = {"sig", "code"};

    private static final String USUAL_QUERY = "?api-version=";

    private Masking() {}

    static String maskHeader(String name, String value) {
        return isSecret(name, 0, name.length()) ? MASK : value;
    }

    static String maskTarget(String target) {
        int question = target.indexOf('?');
        boolean harmless = question < 0
                || (target.startsWith(USUAL_QUERY, question)
                        && target.indexOf('&') < 0
                        && target.indexOf('?', question + 1) < 0);
        String masked = harmless ? target : maskParameters(target);
        return masked.startsWith("/") && !masked.startsWith("//") ? masked : maskUserInfo(masked);
    }

    /** Masks the values of parameters, each from the equals sign after its name to the next ampersand. */
    private static String maskParameters(String target) {
        StringBuilder masked = new StringBuilder(target.length());
        int copied = 0;
        int at = 0;
        while (at < target.length()) {
            int name = afterSeparator(target, at);
            int equals = endOfName(target, name);
            at = equals;
            if (equals < target.length() && target.charAt(equals) == '=' && isParameterSecret(target, name, equals)) {
                int and = target.indexOf('&', equals);
                at = and < 0 ? target.length() : and;
                masked.append(target, copied, equals + 1).append(MASK);
                copied = at;
            }
        }
        return copied == 0
                ? target
                : masked.append(target, copied, target.length()).toString();
    }

    /** Returns the start of the next name: a question mark begins one even in the middle of the query. */
    private static int afterSeparator(String target, int from) {
        int at = from;
        while (at < target.length() && target.charAt(at) != '?' && target.charAt(at) != '&') {
            at++;
        }
        return Math.min(at + 1, target.length());
    }

    private static int endOfName(String target, int from) {
        int at = from;
        while (at < target.length() && target.charAt(at) != '=' && target.charAt(at) != '&') {
            at++;
        }
        return at;
    }

    private static boolean isParameterSecret(String target, int start, int end) {
        int whole = end;
        while (whole > start && target.charAt(whole - 1) != '?') {
            whole--;
        }
        return isWholeName(target, whole, end) || isSecret(target, start, end);
    }

    private static boolean isWholeName(String text, int start, int end) {
        for (String name : WHOLE_NAMES) {
            if (end - start == name.length() && text.regionMatches(true, start, name, 0, name.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSecret(String text, int start, int end) {
        for (String name : NAMES) {
            for (int at = start; at + name.length() <= end; at++) {
                if (text.regionMatches(true, at, name, 0, name.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Masks everything before the last @ of an authority, with or without a scheme. */
    private static String maskUserInfo(String target) {
        int start = startOfAuthority(target);
        int end = start;
        int at = -1;
        for (; end < target.length() && "/?#".indexOf(target.charAt(end)) < 0; end++) {
            at = target.charAt(end) == '@' ? end : at;
        }
        return at < 0 ? target : target.substring(0, start) + MASK + target.substring(at);
    }

    private static int startOfAuthority(String target) {
        int slashes = target.indexOf("//");
        return slashes == 0 || (slashes > 0 && isScheme(target, slashes)) ? slashes + 2 : 0;
    }

    /**
     * Returns whether a scheme comes first: a letter, then letters, digits, '+', '-' or '.', and a colon (RFC 3986,
     * 3.1).
     */
    private static boolean isScheme(String target, int end) {
        for (int i = 0; i < end - 1; i++) {
            char c = target.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
            if (!letter && (i == 0 || !other)) {
                return false;
            }
        }
        return end > 1 && target.charAt(end - 1) == ':';
    }
}
