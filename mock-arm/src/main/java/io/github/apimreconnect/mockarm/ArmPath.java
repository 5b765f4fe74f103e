package io.github.apimreconnect.mockarm;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The path of a request, split at its slashes before it is percent-decoded, so that an encoded slash or dot stays in its
 * segment. Keywords match without regard to case, as in ARM.
 *
 * @param segments the decoded segments
 */
record ArmPath(List<String> segments) {
    /** A path whose escapes are no percent-encoding. */
    static final ArmPath UNREADABLE = new ArmPath(List.of());

    /** Even places are keywords, odd ones names; the last is the action. */
    private static final List<String> RECONNECT = List.of(
            "subscriptions",
            "{subscriptionId}",
            "resourceGroups",
            "{resourceGroupName}",
            "providers",
            "Microsoft.ApiManagement",
            "service",
            "{serviceName}",
            "backends",
            "{backendId}",
            "reconnect");

    /** Reads the path of a request target, in origin form or absolute form. */
    static ArmPath of(String target) {
        String path = new QueryStringDecoder(target).rawPath();
        int scheme = path.indexOf("://");
        if (scheme > 0) {
            int slash = path.indexOf('/', scheme + 3);
            path = slash < 0 ? "/" : path.substring(slash);
        }
        List<String> segments = new ArrayList<>(RECONNECT.size());
        for (int start = 1; start <= path.length(); ) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            // A plus sign in a path is a plus sign; the decoder would make it a space.
            segments.add(QueryStringDecoder.decodeComponent(
                    path.substring(start, end).replace("+", "%2B")));
            start = end + 1;
        }
        return new ArmPath(List.copyOf(segments));
    }

    boolean isBelowSubscription() {
        return segments.size() >= 2
                && segments.get(0).equalsIgnoreCase("subscriptions")
                && !segments.get(1).isEmpty();
    }

    boolean isReconnect() {
        if (segments.size() != RECONNECT.size()) {
            return false;
        }
        for (int i = 0; i < RECONNECT.size(); i++) {
            String expected = RECONNECT.get(i);
            if (expected.charAt(0) != '{' && !expected.equalsIgnoreCase(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The value of a name of the reconnect path, such as {@code backendId}. */
    String name(String parameter) {
        return segments.get(RECONNECT.indexOf("{" + parameter + "}"));
    }

    String subscription() {
        return segments.get(1);
    }

    /** What follows {@code providers}: the namespace and the types, without names and without the action. */
    Optional<ResourceType> resourceType() {
        for (int i = 2; i + 2 < segments.size(); i += 2) {
            if (segments.get(i).equalsIgnoreCase("providers")) {
                List<String> types = new ArrayList<>();
                for (int type = i + 2; type < segments.size(); type += 2) {
                    types.add(segments.get(type));
                }
                if (isReconnect()) {
                    types.remove(types.size() - 1);
                }
                return Optional.of(new ResourceType(segments.get(i + 1), String.join("/", types)));
            }
        }
        return Optional.empty();
    }

    /** A namespace and a type, as in {@code Microsoft.ApiManagement} and {@code service/backends}. */
    record ResourceType(String namespace, String type) {}
}
