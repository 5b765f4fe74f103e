package io.github.apimreconnect.it.live;

import io.github.apimreconnect.client.BackendId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A request, which is valid until a case changes a part of it. */
record RawRequest(
        String method, String path, String query, Bearer bearer, Map<String, String> headers, Optional<String> body) {
    static final String API_VERSION = "2023-05-01-preview";

    static RawRequest to(BackendId backend) {
        return new RawRequest(
                "POST",
                path(backend.subscription(), backend.resourceGroup(), backend.service(), backend.backend()),
                "?api-version=" + API_VERSION,
                Bearer.VALID,
                Map.of(),
                Optional.empty());
    }

    /** Returns the path of a reconnect, with the names percent-encoded. */
    static String path(String subscription, String group, String service, String backend) {
        return "/subscriptions/" + encoded(subscription) + "/resourceGroups/" + encoded(group)
                + "/providers/Microsoft.ApiManagement/service/" + encoded(service) + "/backends/" + encoded(backend)
                + "/reconnect";
    }

    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    String target() {
        return path + query;
    }

    RawRequest method(String other) {
        return new RawRequest(other, path, query, bearer, headers, body);
    }

    RawRequest path(String other) {
        return new RawRequest(method, other, query, bearer, headers, body);
    }

    RawRequest query(String other) {
        return new RawRequest(method, path, other, bearer, headers, body);
    }

    RawRequest apiVersion(String version) {
        return query("?api-version=" + version);
    }

    RawRequest bearer(Bearer other) {
        return new RawRequest(method, path, query, other, headers, body);
    }

    RawRequest header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new RawRequest(method, path, query, bearer, more, body);
    }

    RawRequest json(String text) {
        RawRequest typed = header("Content-Type", "application/json");
        return new RawRequest(method, path, query, bearer, typed.headers, Optional.of(text));
    }

    RawRequest after(String jsonValue) {
        return json("{\"properties\":{\"after\":" + jsonValue + "}}");
    }
}
