package io.github.apimreconnect.mockarm.internal.discovery;

import io.github.apimreconnect.mockarm.internal.arm.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The resource provider, with the types that a reconnect names. */
final class Provider {
    static final String NAMESPACE = "Microsoft.ApiManagement";

    private final List<String> oldestFirst;

    /** Describes a provider whose types have these versions. */
    Provider(List<String> oldestFirst) {
        this.oldestFirst = oldestFirst;
    }

    /** Returns the types with their versions listed as ARM does, newest first. Built on demand. */
    private List<Map<String, Object>> types() {
        List<String> versions = new ArrayList<>(oldestFirst);
        Collections.reverse(versions);
        return Stream.of("service", "service/backends")
                .map(type -> new Json()
                        .put("resourceType", type)
                        .put("locations", List.of("West US"))
                        .put("apiVersions", versions)
                        .put("capabilities", "None")
                        .map())
                .toList();
    }

    Map<String, Object> ofTenant() {
        return new Json()
                .put("namespace", NAMESPACE)
                .put("resourceTypes", types())
                .map();
    }

    Map<String, Object> ofSubscription(String subscription) {
        return new Json()
                .put("id", "/subscriptions/" + subscription + "/providers/" + NAMESPACE)
                .put("namespace", NAMESPACE)
                .put("resourceTypes", types())
                .put("registrationState", "Registered")
                .put("registrationPolicy", "RegistrationRequired")
                .map();
    }
}
