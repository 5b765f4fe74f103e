package io.github.apimreconnect.mockarm.internal.contract;

import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException;
import io.github.apimreconnect.mockarm.internal.token.Tokens;
import java.util.List;

/**
 * The checks of a request for one of ARM's own paths, such as {@code /subscriptions}: those of {@link Checks} that apply,
 * in the same order. Reads do not take from the write bucket.
 */
public final class OwnPathChecks {
    private static final String API_VERSION = "api-version";
    private static final String USUAL = "2022-12-01";

    private final Rules rules;
    private final TokenCheck tokens;

    public OwnPathChecks(Rules rules, Tokens tokens) {
        this.rules = rules;
        this.tokens = new TokenCheck(rules.auth(), tokens);
    }

    /**
     * Returns the api-version of a valid request, or throws the refusal.
     *
     * @param anonymous whether it needs no token
     * @param versions the api-versions that ARM supports there
     */
    public String check(ArmRequest request, boolean anonymous, List<String> versions) throws RefusedException {
        String version = request.queryParameter(API_VERSION);
        if (version == null || version.isEmpty()) {
            throw new RefusedException(API_VERSION, "missing-api-version", "Add ?api-version=" + USUAL + ".");
        }
        if (!anonymous) {
            tokens.check(request);
        }
        if (request.path().isBelowSubscription()) {
            subscription(request);
        }
        if (rules.apiVersions() != null && !versions.contains(version)) {
            throw new RefusedException(
                            API_VERSION, "invalid-api-version", "Use " + USUAL + ". Relaxed by --any-api-version.")
                    .where("supportedVersions", String.join(",", versions));
        }
        method(request);
        return version;
    }

    private void subscription(ArmRequest request) throws RefusedException {
        if (!NameRule.isUuid(request.path().subscription())) {
            throw new RefusedException("subscription", "invalid-subscription", "The subscription must be a UUID.");
        }
        if (!rules.world().hasSubscription(request.path())) {
            throw new RefusedException("subscription", "subscription-not-found", "Not listed in --world.");
        }
    }

    private static void method(ArmRequest request) throws RefusedException {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            throw new RefusedException("method", "method-not-allowed", "Use GET.").where("allow", "GET, HEAD");
        }
    }
}
