package io.github.apimreconnect.mockarm.internal.contract;

import io.github.apimreconnect.mockarm.internal.arm.ClosestPath.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path that the mock serves, to suggest it for one that is not served.
 *
 * @param template its methods and its form
 * @param document the rules of its document, if it is one of ARM's own paths
 */
public record ServedPath(Template template, @Nullable DocumentRules document) {
    /**
     * The rules of a document at one of ARM's own paths, such as {@code /subscriptions}.
     *
     * @param anonymous whether it needs no token
     * @param versions the api-versions that ARM supports there
     */
    public record DocumentRules(boolean anonymous, List<String> versions) {}

    /** Returns a path that is not ARM's. */
    public static ServedPath other(Template template) {
        return new ServedPath(template, null);
    }
}
