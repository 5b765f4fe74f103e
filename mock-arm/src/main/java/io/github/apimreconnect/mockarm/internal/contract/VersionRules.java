package io.github.apimreconnect.mockarm.internal.contract;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an api-version that can differ between versions.
 *
 * @param subscription the rule for the subscription
 * @param names the rules for the other names in the path, in path order
 * @param documentedMinimum the minimum {@code after}, which only a strict mock enforces, or null if none is documented
 * @param nestedErrors whether the service's errors are nested in an {@code error} field
 */
public record VersionRules(
        NameRule subscription,
        List<NameRule> names,
        @Nullable Duration documentedMinimum,
        boolean nestedErrors) {}
