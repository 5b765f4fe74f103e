package io.github.apimreconnect.mockarm.internal.admin;

import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.tls.HostHeader;
import io.github.apimreconnect.mockarm.internal.tls.OwnNames;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;

/** Keeps pages of other sites, open in the user's browser, away from the admin API: by {@code Host} and {@code Origin}. */
final class OwnSite {
    private static final List<String> SCHEMES = List.of("https://", "http://");

    private OwnSite() {}

    /** Returns whether the request comes from another site's page in the user's browser. */
    static boolean isForeign(ArmRequest request, OwnNames names, int port) {
        HostHeader host = HostHeader.parse(request.header(HttpHeaderNames.HOST).orElse(""));
        List<String> origins = request.headers().getAll(HttpHeaderNames.ORIGIN);
        return host == null
                || !names.has(host.name())
                || origins.stream().anyMatch(origin -> !isOwn(origin, host, names, port));
    }

    /** Returns whether an origin is the mock's own, by any of its names; another port is another site. */
    private static boolean isOwn(String origin, HostHeader host, OwnNames names, int port) {
        for (String scheme : SCHEMES) {
            if (origin.startsWith(scheme)) {
                HostHeader from = HostHeader.parse(origin.substring(scheme.length()));
                // A browser's requests go to the port in Host, which may be mapped to the mock's.
                return from != null && names.has(from.name()) && (from.port() == host.port() || from.port() == port);
            }
        }
        return false;
    }
}
