package io.github.apimreconnect.mockarm;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A query or a form: names and values, the first of each name. Names match without regard to case, as in ARM. */
final class Query {
    /** As many as ASP.NET takes in a form. */
    static final int MAX_NAMES = 1000;

    private Query() {}

    /** Returns one value, decoded, or null. */
    static @Nullable String value(String query, String name) {
        for (int start = 0; start < query.length(); ) {
            int nameEnd = endOf(query, start, '=');
            int end = nameEnd < query.length() && query.charAt(nameEnd) == '=' ? endOf(query, nameEnd, '&') : nameEnd;
            if (isNamed(query, start, nameEnd, name)) {
                return nameEnd == end ? "" : Percent.decodeQuery(query.substring(nameEnd + 1, end));
            }
            start = end + 1;
        }
        return null;
    }

    /**
     * Returns all, decoded; nothing is a control character or half an escape.
     *
     * @throws IllegalArgumentException if something is, or if there are more than {@link #MAX_NAMES} names
     */
    static Map<String, String> all(String query) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int start = 0; start <= query.length(); ) {
            int end = endOf(query, start, '&');
            int equals = endOf(query, start, '=');
            String name = Percent.decodeQuery(query.substring(start, equals));
            all.putIfAbsent(name, equals == end ? "" : Percent.decodeQuery(query.substring(equals + 1, end)));
            if (all.size() > MAX_NAMES) {
                throw new IllegalArgumentException("More than " + MAX_NAMES + " names");
            }
            start = end + 1;
        }
        return all;
    }

    /** Throws if something decoded is a control character, or half an escape. */
    static void check(String query) {
        if (query.indexOf('%') < 0) {
            return;
        }
        for (int start = 0; start <= query.length(); ) {
            int end = endOf(query, start, '&');
            int equals = endOf(query, start, '=');
            Percent.decodeQuery(query.substring(start, equals));
            if (equals < end) {
                Percent.decodeQuery(query.substring(equals + 1, end));
            }
            start = end + 1;
        }
    }

    /** The first of a character or an ampersand, or the end. */
    private static int endOf(String query, int from, char end) {
        int at = from;
        while (at < query.length() && query.charAt(at) != end && query.charAt(at) != '&') {
            at++;
        }
        return at;
    }

    private static boolean isNamed(String query, int start, int end, String name) {
        if (end - start == name.length()) {
            return query.regionMatches(true, start, name, 0, name.length());
        }
        // An escape makes it longer.
        return end - start > name.length()
                && Percent.decodeQuery(query.substring(start, end)).equalsIgnoreCase(name);
    }
}
