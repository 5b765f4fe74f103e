package io.github.apimreconnect.client.command;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Checks an option or variable that names a server: HTTPS, a host, and nothing after the port. */
final class Origin {
    private Origin() {}

    /** Returns scheme, host and port, without a trailing slash. Errors omit the value, as it may contain a password. */
    static String checked(String name, String text) {
        URI uri = parsed(name, text);
        if (!"https".equalsIgnoreCase(uri.getScheme())) {
            throw new BadArguments(name + " must begin with https://, because tokens and secrets are sent there");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new BadArguments(name + " must name a host, without a user name: https://HOST or https://HOST:PORT");
        }
        if (uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !uri.getRawPath().matches("/?")) {
            throw new BadArguments(
                    name + " must not have a path, query or fragment: https://HOST or https://HOST:PORT");
        }
        if (uri.getPort() == 0
                || uri.getPort() > 65_535
                || uri.getRawAuthority().endsWith(":")) {
            throw new BadArguments(name + " must have a port from 1 to 65535, or none");
        }
        return "https://" + uri.getRawAuthority().toLowerCase(Locale.ROOT);
    }

    private static URI parsed(String name, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new BadArguments(name + " must be a URL: https://HOST or https://HOST:PORT");
        }
    }
}
