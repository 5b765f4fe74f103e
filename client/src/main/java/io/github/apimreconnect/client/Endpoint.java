package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.BadArgument.badArgument;

import java.net.URI;
import java.net.URISyntaxException;

/** Checks an endpoint: it must be an origin, and HTTPS if tokens are sent there. */
final class Endpoint {
    private Endpoint() {}

    static URI checked(String endpoint, boolean tokensGoThere) {
        URI uri = parsed(endpoint);
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        if (!https && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw badArgument("endpoint", "must begin with https://", endpoint);
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw badArgument("endpoint", "must name a host, without a user name", endpoint);
        }
        if (uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !uri.getRawPath().matches("/?")) {
            throw badArgument("endpoint", "must not have a path, query or fragment", endpoint);
        }
        if (uri.getPort() == 0
                || uri.getPort() > 65_535
                || uri.getRawAuthority().endsWith(":")) {
            throw badArgument("endpoint", "must have a port from 1 to 65535, or none", endpoint);
        }
        if (!https && tokensGoThere) {
            throw badArgument("endpoint", "must be HTTPS when a credential is set", endpoint);
        }
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
    }

    private static URI parsed(String endpoint) {
        try {
            return new URI(endpoint);
        } catch (URISyntaxException e) {
            throw badArgument("endpoint", "must be a URL", endpoint);
        }
    }
}
