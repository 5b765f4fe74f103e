package io.github.apimreconnect.mockarm.internal.connection;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The mock's own origin.
 *
 * @param host the address to bind, or null for both loopback addresses
 */
public record Origin(@Nullable String host) {
    private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");

    /** Returns the origin at a port; the host is localhost if bound to both loopback addresses or to all addresses. */
    public String at(int port) {
        String name = host == null || WILDCARDS.contains(host) ? "localhost" : host;
        return "https://" + (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + port;
    }
}
