package io.github.apimreconnect.mockarm;

/**
 * The requests a script applies to. Names are case-insensitive; in a backend name, {@code *} matches any characters and
 * {@code ?} matches one.
 *
 * <pre>{@code
 * Scope scope = Scope.backend("proxy*").inSubscription("0f8fad5b-d9cb-469f-a165-70867728950e");
 * mock.script(scope, Step.answer("too-many-requests"));
 * }</pre>
 *
 * @param subscription the subscription's id, or {@code *} for any; it has no other wildcards
 * @param backend the backend's name, with wildcards
 */
public record Scope(String subscription, String backend) {
    /** Matches every request. */
    public static final Scope ANY = new Scope("*", "*");

    /**
     * Returns a scope of the backends with this name, in any subscription.
     *
     * @param glob such as {@code proxy*}
     * @return the scope
     */
    public static Scope backend(String glob) {
        return new Scope("*", glob);
    }

    /**
     * Returns this scope, limited to one subscription.
     *
     * @param subscription the subscription's id
     * @return the scope
     */
    public Scope inSubscription(String subscription) {
        return new Scope(subscription, backend);
    }
}
