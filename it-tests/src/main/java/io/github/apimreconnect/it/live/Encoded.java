package io.github.apimreconnect.it.live;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Patterns for texts of which any character may be percent-encoded, also repeatedly. */
final class Encoded {
    /** A percent sign that is encoded again and again. */
    static final String PERCENT = "%(?:25){0,3}";

    static final String DASH = "(?:-|" + PERCENT + "2D)";
    static final String AT = "(?:@|" + PERCENT + "40)";
    static final String SLASH = "(?:/|" + PERCENT + "2F)";

    private Encoded() {}

    /** Returns the pattern of a text, but not within a longer word. */
    static String word(String text) {
        String before = "(?:(?<![\\p{L}\\p{N}])|(?<=" + PERCENT + "\\p{XDigit}{2}))";
        return text.codePoints().mapToObj(Encoded::character).collect(Collectors.joining("", before, ""))
                + "(?![\\p{L}\\p{N}])";
    }

    private static String character(int point) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(Pattern.quote(Character.toString(point)));
        forms.add(bytes(Character.toLowerCase(point)));
        forms.add(bytes(Character.toUpperCase(point)));
        if (point == ' ') {
            forms.add("\\+");
        }
        return "(?:" + String.join("|", forms) + ")";
    }

    private static String bytes(int point) {
        StringBuilder bytes = new StringBuilder();
        for (byte one : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
            bytes.append(PERCENT).append(String.format("%02X", one));
        }
        return bytes.toString();
    }
}
