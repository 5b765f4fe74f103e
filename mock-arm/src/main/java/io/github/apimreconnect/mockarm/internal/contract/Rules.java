package io.github.apimreconnect.mockarm.internal.contract;

import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.internal.setting.BadSettingException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The configurable rules of the checks.
 *
 * @param auth the tokens that are accepted
 * @param apiVersions the versions that are supported, or null for any
 * @param strictDuration whether {@code after} below the documented minimum is refused
 * @param throttle the write bucket
 * @param world the resources that exist
 */
public record Rules(
        Auth auth, @Nullable List<String> apiVersions, boolean strictDuration, ThrottleLimit throttle, World world) {
    public Rules {
        if (apiVersions != null
                && (apiVersions.isEmpty() || apiVersions.stream().anyMatch(String::isBlank))) {
            throw new BadSettingException("apiVersions", " must contain at least one version and no blank entry");
        }
    }
}
