package io.github.apimreconnect.mockarm;

import java.util.regex.Pattern;

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

    boolean covers(ArmPath path) {
        return (subscription.equals("*") || subscription.equalsIgnoreCase(path.subscription()))
                && matches(backend, path.backend());
    }

    /** Whether a name matches a glob. */
    static boolean matches(String glob, String name) {
        if (glob.equals("*")) {
            return true;
        }
        StringBuilder regex = new StringBuilder();
        glob.codePoints()
                .forEach(c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL)
                .matcher(name)
                .matches();
    }
}
