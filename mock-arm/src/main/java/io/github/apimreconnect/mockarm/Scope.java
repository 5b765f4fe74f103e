package io.github.apimreconnect.mockarm;

/**
 * Which requests a script is for. Names match without regard to case; {@code *} in a backend stands for any characters,
 * {@code ?} for one.
 *
 * @param subscription the subscription, or {@code *} for any
 * @param backend the backend, with wildcards
 */
public record Scope(String subscription, String backend) {
    /** Every request. */
    public static final Scope ANY = new Scope("*", "*");

    private static final int MAX_GLOB = 200;

    /**
     * The requests for backends of this name, in any subscription.
     *
     * @param glob such as {@code proxy*}
     * @return the scope
     */
    public static Scope backend(String glob) {
        return new Scope("*", glob);
    }

    /**
     * The same backends, of one subscription.
     *
     * @param subscription the subscription's id
     * @return the scope
     */
    public Scope inSubscription(String subscription) {
        return new Scope(subscription, backend);
    }

    /** Returns a glob that is not too long, or throws: the longest name has 90 characters. */
    static String checked(String field, String glob) {
        if (glob.length() > MAX_GLOB) {
            throw new IllegalArgumentException(
                    "'" + field + "' must have at most " + MAX_GLOB + " characters, but had " + glob.length());
        }
        return glob;
    }

    boolean covers(ArmPath path) {
        return (subscription.equals("*") || subscription.equalsIgnoreCase(path.subscription()))
                && matches(backend, path.backend());
    }

    /** Whether a name matches a glob. No regular expression: this runs for each request, and some of those never end. */
    static boolean matches(String glob, String name) {
        int g = 0;
        int n = 0;
        int star = -1;
        int behindStar = 0;
        while (n < name.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                behindStar = n;
            } else if (g < glob.length() && (glob.charAt(g) == '?' || same(glob.charAt(g), name.charAt(n)))) {
                g++;
                n++;
            } else if (star >= 0) {
                // The star takes one more.
                g = star + 1;
                n = ++behindStar;
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
