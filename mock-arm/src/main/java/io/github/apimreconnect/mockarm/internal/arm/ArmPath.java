package io.github.apimreconnect.mockarm.internal.arm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request path, split at slashes before percent-decoding, so that an encoded slash or dot stays in its segment.
 * Keywords are case-insensitive, as in ARM.
 *
 * @param segments the decoded segments
 */
public record ArmPath(List<String> segments) {
    /** Stands for an invalid path, such as one with malformed percent-encoding. */
    static final ArmPath UNREADABLE = new ArmPath(List.of());

    /** Even indexes are keywords, odd ones names; the last is the action. */
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

    /** Parses a path such as {@code /a/b%20c}, which must have URI characters only. */
    public static ArmPath of(String path) {
        return of(path, path.length());
    }

    /** Parses the path that ends before an index of the text. */
    static ArmPath of(String text, int end) {
        List<String> segments = new ArrayList<>(RECONNECT.length);
        for (int start = 1; start <= end; ) {
            String usual = segments.size() < RECONNECT.length ? RECONNECT[segments.size()] : "";
            int next = start + usual.length();
            if (text.startsWith(usual, start) && (next == end || (next < end && text.charAt(next) == '/'))) {
                // Nearly all callers write keywords as documented, so reuse the constant.
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
        return segment.indexOf('%') < 0 ? segment : PercentDecoder.decode(segment);
    }

    boolean isReadable() {
        return !segments.isEmpty();
    }

    public boolean isBelowSubscription() {
        return segments.size() >= 2
                && segments.get(0).equalsIgnoreCase(RECONNECT[0])
                && !segments.get(1).isEmpty();
    }

    public boolean isReconnect() {
        if (segments.size() != RECONNECT.length) {
            return false;
        }
        for (int i = 0; i < RECONNECT.length; i++) {
            String expected = RECONNECT[i];
            String segment = segments.get(i);
            // Fast path: nearly all callers write keywords as documented.
            if (expected.charAt(0) != '{' && !expected.equals(segment) && !expected.equalsIgnoreCase(segment)) {
                return false;
            }
        }
        return true;
    }

    /** Returns a parameter of the reconnect path, such as {@code backendId}, or an empty string if absent. */
    public String name(String parameter) {
        return switch (parameter) {
            case "subscriptionId" -> subscription();
            case "resourceGroupName" -> resourceGroup();
            case "serviceName" -> service();
            case "backendId" -> backend();
            default -> throw new IllegalArgumentException("No name " + parameter);
        };
    }

    public String subscription() {
        return segment(1);
    }

    public String resourceGroup() {
        return segment(3);
    }

    public String service() {
        return segment(7);
    }

    public String backend() {
        return segment(9);
    }

    private String segment(int place) {
        return place < segments.size() ? segments.get(place) : "";
    }

    /** Returns the ARM id of the backend, as the caller wrote it. */
    public String resourceId() {
        return "/" + String.join("/", segments.subList(0, Math.min(segments.size(), RECONNECT.length - 1)));
    }

    /** Returns the namespace and types after {@code providers}, without names or action. */
    public Optional<ResourceType> resourceType() {
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
    public record ResourceType(String namespace, String type) {}
}
