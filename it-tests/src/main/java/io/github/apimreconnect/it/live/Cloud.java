package io.github.apimreconnect.it.live;

import com.azure.core.management.AzureEnvironment;
import java.net.URI;

/** The cloud that an endpoint belongs to: its authority and the audiences of its tokens. */
record Cloud(AzureEnvironment environment, String name) {
    static final String PUBLIC_ENDPOINT = withoutSlash(AzureEnvironment.AZURE.getResourceManagerEndpoint());

    /** Returns the endpoint's cloud; for any other endpoint, the public cloud, whose tokens a mock also issues. */
    static Cloud of(URI endpoint) {
        return AzureEnvironment.knownEnvironments().stream()
                .filter(known ->
                        withoutSlash(known.getResourceManagerEndpoint()).equals(endpoint.toString()))
                .findFirst()
                .map(known -> new Cloud(known, endpoint.getHost()))
                .orElse(new Cloud(AzureEnvironment.AZURE, "another endpoint"));
    }

    static boolean isAuthority(String authority) {
        return AzureEnvironment.knownEnvironments().stream()
                .anyMatch(known ->
                        withoutSlash(known.getActiveDirectoryEndpoint()).equals(authority));
    }

    String authority() {
        return environment.getActiveDirectoryEndpoint();
    }

    /** Returns the scope of tokens for ARM. */
    String scope() {
        return withoutSlash(environment.getResourceManagerEndpoint()) + "/.default";
    }

    /** Returns an audience other than ARM. */
    String otherAudience() {
        return "https://" + environment.getKeyVaultDnsSuffix().replaceFirst("^\\.", "");
    }

    private static String withoutSlash(String url) {
        return url.replaceFirst("/$", "");
    }
}
