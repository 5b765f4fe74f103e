package io.github.apimreconnect.mockarm.internal.admin;

import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.tls.HostHeader;
import io.github.apimreconnect.mockarm.internal.tls.OwnNames;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import java.util.Map;

/** Keeps pages of other sites, open in the user's browser, away from the admin API: by the request's host and {@code Origin}. */
final class OwnSite {
    private static final Map<String, Integer> SCHEME_PORTS = Map.of("https://", 443, "http://", 80);

    private OwnSite() {}

    /** Returns whether the request comes from another site's page in the user's browser. */
    static boolean isForeign(ArmRequest request, OwnNames names, int port) {
        HostHeader host = HostHeader.parse(request.authority().orElse(""));
        List<String> origins = request.headers().getAll(HttpHeaderNames.ORIGIN);
        return host == null
                || !names.has(host.name())
                || origins.stream().anyMatch(origin -> !isOwn(origin, host, names, port));
    }

    /** Returns whether an origin is the mock's own, by any of its names. */
    private static boolean isOwn(String origin, HostHeader host, OwnNames names, int port) {
        for (String scheme : SCHEME_PORTS.keySet()) {
            if (origin.startsWith(scheme)) {
                HostHeader from = HostHeader.parse(origin.substring(scheme.length()));
                return from != null && names.has(from.name()) && isSamePort(from.port(), host.port(), scheme, port);
            }
        }
        return false;
    }

    /**
     * Returns whether an origin's port is the one that the browser's requests go to, since another port is another site.
     * It is the one the request is for, unless that is the scheme's own, and may be mapped to the mock's.
     */
    private static boolean isSamePort(int from, int host, String scheme, int port) {
        int usual = SCHEME_PORTS.getOrDefault(scheme, from);
        int origin = from >= 0 ? from : usual;
        return host >= 0 ? origin == host : origin == usual || origin == port;
    }
}
