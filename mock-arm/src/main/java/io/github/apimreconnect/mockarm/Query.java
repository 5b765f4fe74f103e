package io.github.apimreconnect.mockarm;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A query or a form: names and values, the first of each name. Names match without regard to case, as in ARM. */
final class Query {
    private Query() {}

    /** Returns one value, decoded, or null. */
    static @Nullable String value(String query, String name) {
        for (int start = 0; start < query.length(); ) {
            int and = query.indexOf('&', start);
            int end = and < 0 ? query.length() : and;
            int equals = query.indexOf('=', start);
            int nameEnd = equals < 0 || equals > end ? end : equals;
            if (isNamed(query, start, nameEnd, name)) {
                return nameEnd == end ? "" : Percent.decodeQuery(query.substring(nameEnd + 1, end));
            }
            start = end + 1;
        }
        return null;
    }

    /** Returns all, decoded; nothing is a control character or half an escape. */
    static Map<String, String> all(String query) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = Percent.decodeQuery(equals < 0 ? pair : pair.substring(0, equals));
            all.putIfAbsent(name, equals < 0 ? "" : Percent.decodeQuery(pair.substring(equals + 1)));
        }
        return all;
    }

    private static boolean isNamed(String query, int start, int end, String name) {
        if (end - start == name.length()) {
            return query.regionMatches(true, start, name, 0, name.length());
        }
        // An escape makes it longer.
        return end - start > name.length()
                && query.indexOf('%', start) >= 0
                && Percent.decodeQuery(query.substring(start, end)).equalsIgnoreCase(name);
    }
}
