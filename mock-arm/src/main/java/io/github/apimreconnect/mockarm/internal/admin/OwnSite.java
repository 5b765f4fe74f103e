package io.github.apimreconnect.mockarm.internal.admin;

import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** Keeps pages of other sites, open in the user's browser, away from the admin API: by {@code Host} and {@code Origin}. */
final class OwnSite {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private OwnSite() {}

    /** Returns whether the request comes from another site's page in the user's browser. */
    static boolean isForeign(ArmRequest request) {
        URI own = URI.create(request.origin());
        String host = request.header(HttpHeaderNames.HOST).orElse("");
        List<String> origins = request.headers().getAll(HttpHeaderNames.ORIGIN);
        return !isOwn(host.substring(0, endOfName(host)), own)
                || origins.stream().anyMatch(origin -> !isOwnOrigin(origin, own));
    }

    private static boolean isOwn(String host, URI own) {
        return LOOPBACK.contains(host) || host.equalsIgnoreCase(own.getHost());
    }

    /** Returns whether an origin is the mock's own, by any loopback name; another port is another site. */
    private static boolean isOwnOrigin(String origin, URI own) {
        String port = ":" + own.getPort();
        int scheme = origin.startsWith("https://") ? 8 : origin.startsWith("http://") ? 7 : -1;
        int end = origin.length() - port.length();
        return scheme > 0 && end > scheme && origin.endsWith(port) && isOwn(origin.substring(scheme, end), own);
    }

    /** Returns the index of the colon before the port, or the length if there is no port. */
    private static int endOfName(String host) {
        int at = host.length();
        while (at > 0 && host.charAt(at - 1) >= '0' && host.charAt(at - 1) <= '9') {
            at--;
        }
        return at > 0 && at < host.length() && host.charAt(at - 1) == ':' ? at - 1 : host.length();
    }
}
