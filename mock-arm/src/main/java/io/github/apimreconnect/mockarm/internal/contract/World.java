package io.github.apimreconnect.mockarm.internal.contract;

import io.github.apimreconnect.mockarm.internal.arm.ArmPath;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The resources that exist: all, in an open world, or those a file lists. Names are case-insensitive.
 *
 * @param open whether everything exists
 * @param subscriptions the subscriptions by id, in lower case
 */
public record World(boolean open, Map<String, Subscription> subscriptions) {
    public static final World OPEN = new World(true, Map.of());

    /** The groups of a subscription by name, in lower case. */
    record Subscription(Map<String, ResourceGroup> groups) {}

    /** The services of a group by name, with the backends of each, in lower case. */
    record ResourceGroup(Map<String, Set<String>> services) {}

    /** The leftmost part of a path that does not exist. */
    enum Missing {
        /** All of it exists. */
        NOTHING(""),
        /** The resource group. */
        GROUP("resource-group-not-found"),
        /** The service. */
        SERVICE("service-not-found"),
        /** The backend. */
        BACKEND("backend-not-found");

        private final String answer;

        Missing(String answer) {
            this.answer = answer;
        }

        /** Returns the name of the canned answer for it. */
        String answer() {
            return answer;
        }
    }

    boolean hasSubscription(ArmPath path) {
        return open || subscriptions.containsKey(key(path.subscription()));
    }

    Missing missing(ArmPath path) {
        if (open) {
            return Missing.NOTHING;
        }
        Subscription subscription = subscriptions.get(key(path.subscription()));
        ResourceGroup group = subscription == null ? null : subscription.groups.get(key(path.resourceGroup()));
        if (group == null) {
            return Missing.GROUP;
        }
        Set<String> backends = group.services.get(key(path.service()));
        if (backends == null) {
            return Missing.SERVICE;
        }
        return backends.contains(key(path.backend())) ? Missing.NOTHING : Missing.BACKEND;
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
