package io.github.apimreconnect.mockarm;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a request must pass; the first refusal is the reply. That the path, the api-version and then the token are looked
 * at first is ARM's order; the rest of the order is the mock's own choice, and so is what a comment marks so.
 */
final class Checks {
    private static final String SERVED = "POST /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}"
            + "/providers/Microsoft.ApiManagement/service/{serviceName}/backends/{backendId}/reconnect";
    private static final String RELAXED =
            "mock-arm takes any version with --any-api-version, a list of your own with --api-versions.";
    private static final String API_VERSION = "api-version";

    private final Settings settings;
    private final Contract contract;
    private final TokenCheck tokens;
    private final Throttle throttle;
    private final NamesCheck usualNames;
    /** By version, where its rules are others. */
    private final Map<String, NamesCheck> names = new HashMap<>();

    private final BodyCheck body;
    private final List<String> supported;
    private final Set<String> supportedSet;

    Checks(Settings settings, Contract contract, TokenCheck tokens, Throttle throttle) {
        this.settings = settings;
        this.contract = contract;
        this.usualNames = new NamesCheck(contract.rules().names());
        contract.differing().forEach((version, rules) -> names.put(version, new NamesCheck(rules.names())));
        this.tokens = tokens;
        this.throttle = throttle;
        this.body = new BodyCheck(contract, settings.strictDuration());
        List<String> versions = settings.apiVersions();
        this.supported = versions == null ? contract.apiVersions() : versions;
        this.supportedSet = Set.copyOf(supported);
    }

    /** Passes a request, or throws its refusal. */
    Accepted check(ArmRequest request) throws RefusedException {
        armPath(request);
        String version = apiVersionGiven(request);
        VersionRules rules = contract.rules(version);
        String principal = tokens.check(request);
        subscription(request, rules);
        Throttle.Grant grant = throttle(request, principal);
        try {
            resourceType(request);
            apiVersionSupported(version);
            method(request);
            names.getOrDefault(version, usualNames).check(request.path());
            Duration after = body.check(request, rules);
            exists(request);
            return new Accepted(principal, grant, after);
        } catch (RefusedException e) {
            throw e.counted(grant);
        }
    }

    private static void armPath(ArmRequest request) throws RefusedException {
        if (!request.isReadable()) {
            throw new RefusedException(
                    "path", "invalid-request-uri", "The target is no URI, or not percent-encoded UTF-8.");
        }
        if (!request.path().isBelowSubscription()) {
            throw new RefusedException("path", "missing-subscription", "mock-arm serves " + SERVED);
        }
    }

    private String apiVersionGiven(ArmRequest request) throws RefusedException {
        String version = request.queryParameter(API_VERSION);
        if (version == null || version.isEmpty()) {
            throw new RefusedException(
                    API_VERSION, "missing-api-version", "Add ?api-version=" + ApiVersions.usual(supported) + ".");
        }
        return version;
    }

    private void subscription(ArmRequest request, VersionRules rules) throws RefusedException {
        if (!rules.subscription().allows(request.path().subscription())) {
            throw new RefusedException("subscription", "invalid-subscription", "A subscription is a UUID.");
        }
        if (!settings.world().hasSubscription(request.path())) {
            throw new RefusedException("subscription", "subscription-not-found", "It is not in --world.");
        }
    }

    private Throttle.Grant throttle(ArmRequest request, String principal) throws RefusedException {
        Throttle.Grant grant = throttle.take(request.path().subscription(), principal);
        if (!grant.granted()) {
            throw new RefusedException(
                            "throttle", "too-many-requests", "The write bucket is empty. Relaxed by --throttle.")
                    .where("principal", principal)
                    .where("retryAfter", Integer.toString(grant.retryAfterSeconds()));
        }
        return grant;
    }

    private void resourceType(ArmRequest request) throws RefusedException {
        if (!request.path().isReconnect()) {
            throw new RefusedException("resource type", "invalid-resource-type", "mock-arm serves " + SERVED)
                    .where("supportedVersions", String.join(",", supported));
        }
    }

    private void apiVersionSupported(String asked) throws RefusedException {
        if (settings.apiVersions() != null && !supportedSet.contains(asked)) {
            // The mock's own: ARM may answer 400 NoRegisteredProviderFound instead.
            String nearest = "The nearest supported version is " + ApiVersions.nearest(asked, supported) + ". ";
            throw new RefusedException(API_VERSION, "invalid-resource-type", nearest + RELAXED)
                    .where("supportedVersions", String.join(",", supported))
                    .where("relaxed", " (" + RELAXED + ")");
        }
    }

    private static void method(ArmRequest request) throws RefusedException {
        if (!request.method().equals("POST")) {
            throw new RefusedException("method", "method-not-allowed", "Reconnect is a POST.");
        }
    }

    private void exists(ArmRequest request) throws RefusedException {
        World.Missing missing = settings.world().missing(request.path());
        if (missing != World.Missing.NOTHING) {
            throw new RefusedException("world", missing.answer(), "It is not in --world.");
        }
    }
}
