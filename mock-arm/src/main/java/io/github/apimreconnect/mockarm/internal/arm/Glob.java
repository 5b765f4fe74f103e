package io.github.apimreconnect.mockarm.internal.arm;

/** Case-insensitive names with wildcards: {@code *} matches any characters, {@code ?} exactly one. */
public final class Glob {
    private static final int MAX_GLOB = 200;

    private Glob() {}

    /** Returns the glob; throws if it has more than 200 characters or is not valid Unicode. */
    public static String checked(String field, String glob) {
        if (glob.length() > MAX_GLOB) {
            throw new IllegalArgumentException(
                    "'" + field + "' must have at most " + MAX_GLOB + " characters, but had " + glob.length());
        }
        return encodable(field, glob);
    }

    /** Returns the glob, or throws if showing it as UTF-8 would change it. */
    public static String encodable(String field, String glob) {
        LoneSurrogate.problem(glob).ifPresent(problem -> {
            throw new IllegalArgumentException("'" + field + "' " + problem);
        });
        return glob;
    }

    /** Returns whether a name matches a glob. No regex: this runs for each request, and some regexes never end. */
    public static boolean matches(String glob, String name) {
        int g = 0;
        int n = 0;
        int star = -1;
        int afterStar = 0;
        while (n < name.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                afterStar = n;
            } else if (g < glob.length() && (glob.charAt(g) == '?' || same(glob.charAt(g), name.charAt(n)))) {
                g++;
                n++;
            } else if (star >= 0) {
                // Let the star match one more character.
                g = star + 1;
                n = ++afterStar;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }

    private static boolean same(char a, char b) {
        return a == b
                || Character.toLowerCase(Character.toUpperCase(a)) == Character.toLowerCase(Character.toUpperCase(b));
    }
}
