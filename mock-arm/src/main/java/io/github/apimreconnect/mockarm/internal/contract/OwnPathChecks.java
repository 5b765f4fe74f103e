package io.github.apimreconnect.mockarm.internal.contract;

import io.github.apimreconnect.mockarm.JournalEntry.Refusal;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.CheckNames;
import io.github.apimreconnect.mockarm.internal.contract.ServedPath.DocumentRules;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException;
import io.github.apimreconnect.mockarm.internal.token.Tokens;
import java.util.List;

/**
 * The checks of a request for one of ARM's own paths, such as {@code /subscriptions}: those of {@link Checks} that apply,
 * in the same order. Reads do not take from the write bucket.
 */
public final class OwnPathChecks {
    private static final String API_VERSION = "api-version";
    static final String USUAL = "2022-12-01";

    private final Rules rules;
    private final TokenCheck tokens;

    public OwnPathChecks(Rules rules, Tokens tokens) {
        this.rules = rules;
        this.tokens = new TokenCheck(rules.auth(), tokens);
    }

    /** Returns the api-version of a valid request, or throws the refusal. */
    public String check(ArmRequest request, DocumentRules document) throws RefusedException {
        String version = given(request);
        if (!document.anonymous()) {
            tokens.check(request);
        }
        if (request.path().isBelowSubscription()) {
            subscription(request);
        }
        supported(version, document.versions());
        method(request);
        return version;
    }

    /** Returns the other checks that a refused request would have failed. */
    public List<Refusal> nearMisses(ArmRequest request, RefusedException first, DocumentRules document) {
        LaterChecks later = new LaterChecks(first);
        judge(request, document, () -> {}, later);
        return later.failed();
    }

    /** Judges a request by the checks of a document; a path that only resembles the document's fails another as well. */
    void judge(ArmRequest request, DocumentRules document, LaterChecks.Check resourceType, LaterChecks later) {
        boolean given = later.pass(CheckNames.API_VERSION, () -> given(request));
        if (!document.anonymous()) {
            later.pass(CheckNames.TOKEN, () -> tokens.check(request));
        }
        if (request.path().isBelowSubscription()) {
            later.pass(CheckNames.SUBSCRIPTION, () -> subscription(request));
            later.pass(CheckNames.THROTTLE, () -> {});
            later.pass(CheckNames.RESOURCE_TYPE, resourceType);
        }
        if (given) {
            later.pass(CheckNames.API_VERSION, () -> supported(given(request), document.versions()));
        }
        later.pass(CheckNames.METHOD, () -> method(request));
    }

    private static String given(ArmRequest request) throws RefusedException {
        String version = request.queryParameter(API_VERSION);
        if (version == null || version.isEmpty()) {
            throw new RefusedException(
                    CheckNames.API_VERSION, "missing-api-version", "Add ?api-version=" + USUAL + ".");
        }
        return version;
    }

    private void supported(String version, List<String> versions) throws RefusedException {
        if (rules.apiVersions() != null && !versions.contains(version)) {
            throw new RefusedException(
                            CheckNames.API_VERSION,
                            "invalid-api-version",
                            "Use " + USUAL + ". Relaxed by --any-api-version.")
                    .where("supportedVersions", String.join(",", versions));
        }
    }

    private void subscription(ArmRequest request) throws RefusedException {
        if (!NameRule.isUuid(request.path().subscription())) {
            throw new RefusedException(
                    CheckNames.SUBSCRIPTION, "invalid-subscription", "The subscription must be a UUID.");
        }
        if (!rules.world().hasSubscription(request.path())) {
            throw new RefusedException(CheckNames.SUBSCRIPTION, "subscription-not-found", "Not listed in --world.");
        }
    }

    private static void method(ArmRequest request) throws RefusedException {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            throw new RefusedException(CheckNames.METHOD, "method-not-allowed", "Use GET.").where("allow", "GET, HEAD");
        }
    }
}
