package io.github.apimreconnect.client;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The common form of argument errors: the field, the rule, and the value, shortened and without credentials. */
final class BadArgument {
    private static final int SHOWN = 80;
    private static final Pattern USER_INFO = Pattern.compile("//[^/?#]*@");
    private static final Pattern QUERY_OR_FRAGMENT = Pattern.compile("[?#].+", Pattern.DOTALL);

    private BadArgument() {}

    static IllegalArgumentException badArgument(String field, String rule, @Nullable Object value) {
        return new IllegalArgumentException("'" + field + "' " + rule + ", but was " + shown(value));
    }

    private static String shown(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        // A pasted URL can contain a password or a signature; neither belongs in a message.
        String text = USER_INFO.matcher(withoutPassword(value.toString())).replaceAll("//***@");
        text = QUERY_OR_FRAGMENT.matcher(text).replaceAll(found -> found.group().charAt(0) + "...");
        StringBuilder shown = new StringBuilder("'");
        text.codePoints().limit(SHOWN).forEach(c -> append(shown, c));
        return shown.append(text.codePointCount(0, text.length()) > SHOWN ? "...'" : "'")
                .toString();
    }

    /** Masks a password even if it contains characters that end a host name, which would hide it from a parser. */
    private static String withoutPassword(String text) {
        int scheme = text.indexOf("://");
        int start = scheme < 0 ? 0 : scheme + 3;
        int colon = text.indexOf(':', start);
        int at = text.lastIndexOf('@');
        if (colon < 0 || at < colon) {
            return text;
        }
        boolean inQuery = QUERY_OR_FRAGMENT.matcher(text.substring(0, at)).find();
        return text.substring(0, start) + "***" + (inQuery ? "" : text.substring(at));
    }

    private static void append(StringBuilder shown, int codePoint) {
        if (Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE) {
            shown.append(String.format("\\u%04x", codePoint));
        } else {
            shown.appendCodePoint(codePoint);
        }
    }
}
