package io.github.apimreconnect.mockarm;

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
    private static final String[] RECONNECT = {
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
        "reconnect"
    };

    /** Reads a path, such as {@code /a/b%20c}, whose characters are those of a URI. */
    static ArmPath of(String path) {
        return of(path, path.length());
    }

    /** Reads the path that ends before a place of the text. */
    static ArmPath of(String text, int end) {
        List<String> segments = new ArrayList<>(RECONNECT.length);
        for (int start = 1; start <= end; ) {
            String usual = segments.size() < RECONNECT.length ? RECONNECT[segments.size()] : "";
            int next = start + usual.length();
            if (text.startsWith(usual, start) && (next == end || (next < end && text.charAt(next) == '/'))) {
                // Nearly all callers write keywords as documented: no copy of one is made.
                segments.add(usual);
            } else {
                next = endOfSegment(text, start, end);
                segments.add(decoded(text.substring(start, next)));
            }
            start = next + 1;
        }
        return new ArmPath(segments);
    }

    private static int endOfSegment(String text, int start, int end) {
        int slash = text.indexOf('/', start);
        return slash < 0 || slash > end ? end : slash;
    }

    private static String decoded(String segment) {
        return segment.indexOf('%') < 0 ? segment : Percent.decode(segment);
    }

    boolean isReadable() {
        return !segments.isEmpty();
    }

    boolean isBelowSubscription() {
        return segments.size() >= 2
                && segments.get(0).equalsIgnoreCase(RECONNECT[0])
                && !segments.get(1).isEmpty();
    }

    boolean isReconnect() {
        if (segments.size() != RECONNECT.length) {
            return false;
        }
        for (int i = 0; i < RECONNECT.length; i++) {
            String expected = RECONNECT[i];
            String segment = segments.get(i);
            // Nearly all callers write them as documented.
            if (expected.charAt(0) != '{' && !expected.equals(segment) && !expected.equalsIgnoreCase(segment)) {
                return false;
            }
        }
        return true;
    }

    /** The value of a name of the reconnect path, such as {@code backendId}, or nothing where there is none. */
    String name(String parameter) {
        return switch (parameter) {
            case "subscriptionId" -> subscription();
            case "resourceGroupName" -> resourceGroup();
            case "serviceName" -> service();
            case "backendId" -> backend();
            default -> throw new IllegalArgumentException("No name " + parameter);
        };
    }

    String subscription() {
        return segment(1);
    }

    String resourceGroup() {
        return segment(3);
    }

    String service() {
        return segment(7);
    }

    String backend() {
        return segment(9);
    }

    private String segment(int place) {
        return place < segments.size() ? segments.get(place) : "";
    }

    /** The ARM id of the backend, as the caller wrote it. */
    String resourceId() {
        return "/" + String.join("/", segments.subList(0, Math.min(segments.size(), RECONNECT.length - 1)));
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
