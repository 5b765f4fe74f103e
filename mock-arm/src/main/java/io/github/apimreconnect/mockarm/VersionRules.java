package io.github.apimreconnect.mockarm;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an api-version, where versions differ.
 *
 * @param subscription the rule for the subscription
 * @param names the rules for the other names in the path, in its order
 * @param documentedMinimum the least {@code after}, which only a strict mock enforces, or null if none is documented
 * @param nestedErrors whether the service's errors are in a field {@code error}
 */
record VersionRules(
        NameRule subscription,
        List<NameRule> names,
        @Nullable Duration documentedMinimum,
        boolean nestedErrors) {}
