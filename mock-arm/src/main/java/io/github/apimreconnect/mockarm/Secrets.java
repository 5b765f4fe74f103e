package io.github.apimreconnect.mockarm;

import java.util.regex.Pattern;

/** What must not be shown: headers and parameters whose names speak of tokens, keys, cookies and the like, and the
 * user and password of a URL. */
final class Secrets {
    static final String MASK = "***";

    private static final String NAMES = "auth|cookie|token|secret|password|signature|assertion|key|identity-header";
    private static final Pattern NAME = Pattern.compile(NAMES, Pattern.CASE_INSENSITIVE);
    private static final Pattern PARAMETER = Pattern.compile(
            "([?&][^=&]*(?:" + NAMES + "|(?<=[?&])(?:sig|code)(?==))[^=&]*=)[^&]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern USER_INFO = Pattern.compile("^((?:[A-Za-z][A-Za-z0-9+.-]*:)?//)?[^/?#]*@");
    private static final String USUAL_QUERY = "?api-version=";

    private Secrets() {}

    static String maskHeader(String name, String value) {
        return NAME.matcher(name).find() ? MASK : value;
    }

    static String maskTarget(String target) {
        int question = target.indexOf('?');
        boolean harmless =
                question < 0 || (target.startsWith(USUAL_QUERY, question) && target.indexOf('&', question) < 0);
        String masked = harmless ? target : PARAMETER.matcher(target).replaceAll("$1" + MASK);
        return masked.startsWith("/") && !masked.startsWith("//")
                ? masked
                : USER_INFO.matcher(masked).replaceFirst("$1" + MASK + "@");
    }
}
