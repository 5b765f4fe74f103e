package io.github.apimreconnect.mockarm.internal.arm;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses a query or form; the first value of each name counts. Names are case-insensitive, as in ARM. */
public final class Query {
    /** ASP.NET's limit for a form. */
    static final int MAX_NAMES = 1000;

    private Query() {}

    /** Returns one value, decoded, or null. */
    static @Nullable String value(String query, String name) {
        for (int start = 0; start < query.length(); ) {
            int nameEnd = endOf(query, start, '=');
            int end = nameEnd < query.length() && query.charAt(nameEnd) == '=' ? endOf(query, nameEnd, '&') : nameEnd;
            if (isNamed(query, start, nameEnd, name)) {
                return nameEnd == end ? "" : PercentDecoder.decodeQuery(query.substring(nameEnd + 1, end));
            }
            start = end + 1;
        }
        return null;
    }

    /**
     * Returns all names and values, decoded.
     *
     * @throws IllegalArgumentException on a control character, a bad escape, or more than {@link #MAX_NAMES} names
     */
    public static Map<String, String> all(String query) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int start = 0; start <= query.length(); ) {
            int end = endOf(query, start, '&');
            int equals = endOf(query, start, '=');
            String name = PercentDecoder.decodeQuery(query.substring(start, equals));
            all.putIfAbsent(name, equals == end ? "" : PercentDecoder.decodeQuery(query.substring(equals + 1, end)));
            if (all.size() > MAX_NAMES) {
                throw new IllegalArgumentException("More than " + MAX_NAMES + " names");
            }
            start = end + 1;
        }
        return all;
    }

    /** Returns the names that a valid query has more than once, except the empty one. */
    public static Set<String> repeated(String query) {
        Set<String> seen = new HashSet<>();
        Set<String> repeated = new LinkedHashSet<>();
        for (int start = 0; start < query.length(); start = endOf(query, start, '&') + 1) {
            String name = PercentDecoder.decodeQuery(query.substring(start, endOf(query, start, '=')));
            if (!name.isEmpty() && !seen.add(name)) {
                repeated.add(name);
            }
        }
        return repeated;
    }

    /** Throws if an escape is bad or decodes to a control character. */
    static void check(String query) {
        if (query.indexOf('%') < 0) {
            return;
        }
        for (int start = 0; start <= query.length(); ) {
            int end = endOf(query, start, '&');
            int equals = endOf(query, start, '=');
            PercentDecoder.decodeQuery(query.substring(start, equals));
            if (equals < end) {
                PercentDecoder.decodeQuery(query.substring(equals + 1, end));
            }
            start = end + 1;
        }
    }

    /** Returns the index of the first {@code end} or ampersand, or the length if there is none. */
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
        // Escapes make a name longer.
        return end - start > name.length()
                && PercentDecoder.decodeQuery(query.substring(start, end)).equalsIgnoreCase(name);
    }
}
