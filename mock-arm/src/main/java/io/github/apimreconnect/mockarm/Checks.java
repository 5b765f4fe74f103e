package io.github.apimreconnect.mockarm;

import io.github.apimreconnect.mockarm.ArmReply.ArmError;
import io.github.apimreconnect.mockarm.ArmReply.Detail;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a request must pass; the first refusal is the reply. That the path, the api-version and then the token are looked
 * at first is ARM's order; the rest of the order is the mock's own choice, and so is what a comment marks so.
 */
final class Checks {
    private static final String SERVED = "POST /subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}"
            + "/providers/Microsoft.ApiManagement/service/{serviceName}/backends/{backendId}/reconnect";
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final Settings settings;
    private final Contract contract;
    private final TokenCheck tokens;
    private final Throttle throttle;
    private final BodyCheck body;

    Checks(Settings settings, Contract contract, TokenCheck tokens) {
        this.settings = settings;
        this.contract = contract;
        this.tokens = tokens;
        this.throttle = new Throttle(settings.throttle(), settings.clock());
        this.body = new BodyCheck(contract, settings.strictDuration());
    }

    /** Passes a request, or throws its refusal; returns how many writes the subscription has left. */
    int check(ArmRequest request) throws RefusedException {
        armPath(request);
        apiVersionGiven(request);
        String principal = token(request);
        subscription(request);
        int remainingWrites = throttle(request, principal);
        resourceType(request);
        apiVersionSupported(request);
        method(request);
        names(request);
        body.check(request);
        return remainingWrites;
    }

    private static void armPath(ArmRequest request) throws RefusedException {
        if (request.path().equals(ArmPath.UNREADABLE)) {
            // The mock's own: code and message are not known.
            throw RefusedException.of(
                    request,
                    "path",
                    "The path or query is not percent-encoded.",
                    400,
                    new ArmError("InvalidRequestUri", "The request URI is not percent-encoded."));
        }
        if (!request.path().isBelowSubscription()) {
            throw RefusedException.of(
                    request,
                    "path",
                    "mock-arm serves " + SERVED,
                    404,
                    new ArmError(
                            "MissingSubscription",
                            "The request did not have a subscription or a valid tenant level resource provider."));
        }
    }

    private static void apiVersionGiven(ArmRequest request) throws RefusedException {
        if (request.queryParameter("api-version").orElse("").isEmpty()) {
            throw RefusedException.of(
                    request,
                    "api-version",
                    "Add ?api-version=2023-05-01-preview.",
                    400,
                    new ArmError(
                            "MissingApiVersionParameter",
                            "The api-version query parameter (?api-version=) is required for all requests."));
        }
    }

    private String token(ArmRequest request) throws RefusedException {
        TokenCheck.Verdict verdict = tokens.check(request);
        if (verdict instanceof TokenCheck.Known known) {
            return known.principal();
        }
        TokenCheck.Unknown unknown = (TokenCheck.Unknown) verdict;
        String challenge = "Bearer authorization_uri=\"" + request.origin()
                + "/common\", error=\"invalid_token\", error_description=\"" + unknown.reason() + "\"";
        throw RefusedException.of(
                request,
                "token",
                unknown.reason() + " Relaxed by --auth any or --auth none.",
                401,
                new ArmError(unknown.code(), unknown.message()),
                Map.of(HttpHeaderNames.WWW_AUTHENTICATE.toString(), challenge));
    }

    private static void subscription(ArmRequest request) throws RefusedException {
        String subscription = request.path().subscription();
        if (!UUID.matcher(subscription).matches()) {
            throw RefusedException.of(
                    request,
                    "subscription",
                    "A subscription is a UUID.",
                    400,
                    new ArmError(
                            "InvalidSubscriptionId",
                            "The provided subscription identifier '" + subscription + "' is malformed or invalid."));
        }
    }

    private int throttle(ArmRequest request, String principal) throws RefusedException {
        String subscription = request.path().subscription();
        Throttle.Grant grant = throttle.take(subscription, principal);
        if (!grant.granted()) {
            String seconds = Integer.toString(grant.retryAfterSeconds());
            throw RefusedException.of(
                    request,
                    "throttle",
                    "The write bucket is empty. Relaxed by --throttle.",
                    429,
                    new ArmError(
                            "SubscriptionRequestsThrottled",
                            "Number of 'write' requests for subscription '" + subscription + "' actor '" + principal
                                    + "' exceeded. Please try again after '" + seconds + "' seconds."),
                    Map.of(HttpHeaderNames.RETRY_AFTER.toString(), seconds));
        }
        return grant.remaining();
    }

    private void resourceType(ArmRequest request) throws RefusedException {
        if (!request.path().isReconnect()) {
            throw RefusedException.of(
                    request, "resource type", "mock-arm serves " + SERVED, 404, unknownType(request, ""));
        }
    }

    private void apiVersionSupported(ArmRequest request) throws RefusedException {
        List<String> supported = settings.apiVersions();
        String asked = request.queryParameter("api-version").orElse("");
        if (supported != null && !supported.contains(asked)) {
            // The mock's own: ARM may answer 400 NoRegisteredProviderFound instead.
            String relaxed = "mock-arm takes any version with --any-api-version, these and others with --api-versions.";
            throw RefusedException.of(request, "api-version", relaxed, 404, unknownType(request, " (" + relaxed + ")"));
        }
    }

    private ArmError unknownType(ArmRequest request, String relaxed) {
        ArmPath.ResourceType type = request.path().resourceType().orElse(new ArmPath.ResourceType("", ""));
        List<String> supported = settings.apiVersions() != null ? settings.apiVersions() : contract.apiVersions();
        return new ArmError(
                "InvalidResourceType",
                "The resource type '" + type.type() + "' could not be found in the namespace '" + type.namespace()
                        + "' for api version '"
                        + request.queryParameter("api-version").orElse("") + "'. The supported api-versions are '"
                        + String.join(",", supported) + "'." + relaxed);
    }

    private static void method(ArmRequest request) throws RefusedException {
        if (!request.method().equals("POST")) {
            // The mock's own: the code is not known.
            throw RefusedException.of(
                    request,
                    "method",
                    "Reconnect is a POST.",
                    405,
                    new ArmError(
                            "MethodNotAllowed",
                            "The requested resource does not support http method '" + request.method() + "'."),
                    Map.of(HttpHeaderNames.ALLOW.toString(), "POST"));
        }
    }

    private void names(ArmRequest request) throws RefusedException {
        List<Detail> wrong = new ArrayList<>();
        for (Contract.NameRule rule : contract.names()) {
            String name = request.path().name(rule.parameter());
            if (!rule.allows(name)) {
                wrong.add(BodyCheck.wrongField(rule.parameter(), "'" + name + "' must have " + rule.text() + "."));
            }
        }
        if (!wrong.isEmpty()) {
            throw RefusedException.of(request, "names", wrong.get(0).message(), 400, BodyCheck.validation(wrong));
        }
    }
}
