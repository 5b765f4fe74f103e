package io.github.apimreconnect.mockarm.internal.dispatch;

import io.github.apimreconnect.mockarm.internal.arm.ArmPath;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.contract.Contract;
import io.github.apimreconnect.mockarm.internal.contract.TokenCheck;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The values of placeholders in canned answers: those of the request, and those set by a check. */
public final class Placeholders {
    private static final Map<String, Function<ArmRequest, String>> OF_REQUEST = new LinkedHashMap<>();
    /** Values set by checks, with the defaults for when no check has. */
    private static final Map<String, String> OF_CHECKS = new LinkedHashMap<>();

    static {
        OF_REQUEST.put("subscription", request -> request.path().subscription());
        OF_REQUEST.put("resourceGroup", request -> request.path().resourceGroup());
        OF_REQUEST.put("service", request -> request.path().service());
        OF_REQUEST.put("backend", request -> request.path().backend());
        OF_REQUEST.put("resourceId", request -> request.path().resourceId());
        OF_REQUEST.put("resourceType", Placeholders::type);
        OF_REQUEST.put("namespace", Placeholders::namespace);
        OF_REQUEST.put("apiVersion", request -> String.valueOf(request.queryParameter("api-version")));
        OF_REQUEST.put("method", ArmRequest::method);
        OF_REQUEST.put("origin", ArmRequest::origin);
        OF_REQUEST.put("now", request -> TokenCheck.EXPIRY.format(request.arrived()));
        OF_CHECKS.put("principal", "00000000-0000-0000-0000-000000000000");
        OF_CHECKS.put("retryAfter", "5");
        OF_CHECKS.put("supportedVersions", String.join(",", Contract.shipped().apiVersions()));
        OF_CHECKS.put("reason", "scripted");
        OF_CHECKS.put("expiry", "1/1/2026 12:00:00 AM");
        OF_CHECKS.put("audience", "https://vault.azure.net");
        OF_CHECKS.put("audiences", String.join("','", TokenCheck.AUDIENCES));
        OF_CHECKS.put("mediaType", "text/plain");
        OF_CHECKS.put("problem", "Unexpected character");
        OF_CHECKS.put("line", "1");
        OF_CHECKS.put("position", "1");
        OF_CHECKS.put("relaxed", "");
        OF_CHECKS.put("claims", TokenCheck.CLAIMS);
        OF_CHECKS.put("allow", "POST");
    }

    private final ArmRequest request;
    private final Map<String, String> found;

    Placeholders(ArmRequest request, Map<String, String> found) {
        this.request = request;
        this.found = found;
    }

    public static Set<String> names() {
        Map<String, Object> all = new LinkedHashMap<>(OF_REQUEST);
        all.putAll(OF_CHECKS);
        return all.keySet();
    }

    String value(String name) {
        String value = found.get(name);
        if (value == null) {
            Function<ArmRequest, String> ofRequest = OF_REQUEST.get(name);
            value = ofRequest == null ? OF_CHECKS.get(name) : ofRequest.apply(request);
        }
        return value == null ? "" : value;
    }

    private static String type(ArmRequest request) {
        return request.path().resourceType().map(ArmPath.ResourceType::type).orElse("");
    }

    private static String namespace(ArmRequest request) {
        return request.path()
                .resourceType()
                .map(ArmPath.ResourceType::namespace)
                .orElse("");
    }
}
