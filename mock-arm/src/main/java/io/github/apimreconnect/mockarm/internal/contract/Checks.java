package io.github.apimreconnect.mockarm.internal.contract;

import io.github.apimreconnect.mockarm.JournalEntry.Refusal;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.CheckNames;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException;
import io.github.apimreconnect.mockarm.internal.token.Tokens;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The checks a request must pass; the first refusal is the reply. Checking the path, the api-version and then the token
 * first is ARM's order; the rest of the order is the mock's own choice, as is anything that a comment marks as such.
 */
public final class Checks {
    private static final String CLOSEST = "The closest served path is ";
    private static final String RELAXED =
            "mock-arm takes any version with --any-api-version, a list of your own with --api-versions.";
    static final String API_VERSION = "api-version";

    private final Rules rules;
    private final Contract contract;
    private final TokenCheck tokens;
    private final Throttle throttle;
    private final NamesCheck usualNames;
    /** By version, for versions whose rules differ. */
    private final Map<String, NamesCheck> names = new HashMap<>();

    private final BodyCheck body;
    private final List<String> supported;
    private final Set<String> supportedSet;
    private final MeantPath meant;
    private final OwnPathChecks ownPaths;

    /**
     * Creates the checks of a mock.
     *
     * @param rules their rules
     * @param contract the contract they enforce
     * @param tokens the tokens issued
     * @param throttle the write buckets
     * @param otherPaths what the mock serves besides reconnect, read only to suggest one
     */
    public Checks(
            Rules rules, Contract contract, Tokens tokens, Throttle throttle, Supplier<List<ServedPath>> otherPaths) {
        this.rules = rules;
        this.contract = contract;
        this.usualNames = new NamesCheck(contract.rules().names());
        contract.differing().forEach((version, differing) -> names.put(version, new NamesCheck(differing.names())));
        this.tokens = new TokenCheck(rules.auth(), tokens);
        this.throttle = throttle;
        this.body = new BodyCheck(contract, rules.strictDuration());
        List<String> versions = rules.apiVersions();
        this.supported = versions == null ? contract.apiVersions() : versions;
        this.supportedSet = Set.copyOf(supported);
        this.meant = new MeantPath(otherPaths);
        this.ownPaths = new OwnPathChecks(rules, tokens);
    }

    /** Checks a request, or throws the refusal. */
    public Admitted check(ArmRequest request) throws RefusedException {
        armPath(request);
        String version = apiVersionGiven(request);
        VersionRules ofVersion = rules(version);
        String principal = tokens.check(request);
        subscription(request, ofVersion);
        Throttle.Grant grant = throttle(request, principal);
        try {
            resourceType(request);
            apiVersionSupported(version);
            method(request);
            names(version, request);
            @Nullable Duration asked = body.check(request, ofVersion);
            exists(request);
            return new Admitted(principal, grant, asked);
        } catch (RefusedException e) {
            throw e.counted(grant.headers());
        }
    }

    /** Returns the other checks that a refused request would have failed, without side effects. */
    public List<Refusal> nearMisses(ArmRequest request, RefusedException first) {
        return NearMisses.of(request, first, this);
    }

    void armPath(ArmRequest request) throws RefusedException {
        if (!request.isReadable()) {
            throw new RefusedException(
                    CheckNames.PATH, "invalid-request-uri", "The target is not a URI, or its escapes are not UTF-8.");
        }
        if (!request.path().isBelowSubscription()) {
            String reason = meant.closest(request.path())
                    .map(closest -> CLOSEST + closest.template() + ".")
                    .orElse("mock-arm serves " + MeantPath.RECONNECT.template());
            throw new RefusedException(CheckNames.PATH, "missing-subscription", reason);
        }
    }

    /** Returns what a request is meant for: reconnect, unless its path is closer to that of something else. */
    ServedPath meant(ArmRequest request) {
        return request.isReadable() && !request.path().isReconnect()
                ? meant.closest(request.path()).orElse(MeantPath.RECONNECT)
                : MeantPath.RECONNECT;
    }

    /** Returns whether a request is meant for reconnect, even if its path is not. */
    public boolean isMeantForReconnect(ArmRequest request) {
        return meant(request).equals(MeantPath.RECONNECT);
    }

    OwnPathChecks ownPaths() {
        return ownPaths;
    }

    VersionRules rules(String version) {
        return contract.rules(version);
    }

    String apiVersionGiven(ArmRequest request) throws RefusedException {
        String version = request.queryParameter(API_VERSION);
        if (version == null || version.isEmpty()) {
            String usual = meant(request).document() == null ? ApiVersions.usual(supported) : OwnPathChecks.USUAL;
            throw new RefusedException(
                    CheckNames.API_VERSION, "missing-api-version", "Add ?api-version=" + usual + ".");
        }
        return version;
    }

    String token(ArmRequest request) throws RefusedException {
        return tokens.check(request);
    }

    void subscription(ArmRequest request, VersionRules ofVersion) throws RefusedException {
        if (!ofVersion.subscription().allows(request.path().subscription())) {
            throw new RefusedException(
                    CheckNames.SUBSCRIPTION, "invalid-subscription", "The subscription must be a UUID.");
        }
        if (!rules.world().hasSubscription(request.path())) {
            throw new RefusedException(CheckNames.SUBSCRIPTION, "subscription-not-found", "Not listed in --world.");
        }
    }

    private Throttle.Grant throttle(ArmRequest request, String principal) throws RefusedException {
        Throttle.Grant grant = throttle.take(request.path().subscription(), principal);
        if (!grant.granted()) {
            throw new RefusedException(
                            CheckNames.THROTTLE,
                            "too-many-requests",
                            "The write bucket is empty. Relaxed by --throttle.")
                    .where("principal", principal)
                    .where("retryAfter", Integer.toString(grant.retryAfterSeconds()));
        }
        return grant;
    }

    void resourceType(ArmRequest request) throws RefusedException {
        if (!request.path().isReconnect()) {
            String closest = CLOSEST + meant(request).template() + ".";
            throw new RefusedException(CheckNames.RESOURCE_TYPE, "invalid-resource-type", closest)
                    .where("supportedVersions", String.join(",", supported));
        }
    }

    void apiVersionSupported(String asked) throws RefusedException {
        if (rules.apiVersions() != null && !supportedSet.contains(asked)) {
            // The mock's own choice: ARM may return 400 NoRegisteredProviderFound instead.
            String nearest = "The nearest supported version is " + ApiVersions.nearest(asked, supported) + ". ";
            throw new RefusedException(CheckNames.API_VERSION, "invalid-resource-type", nearest + RELAXED)
                    .where("supportedVersions", String.join(",", supported))
                    .where("relaxed", " (" + RELAXED + ")");
        }
    }

    static void method(ArmRequest request) throws RefusedException {
        if (!request.method().equals("POST")) {
            throw new RefusedException(CheckNames.METHOD, "method-not-allowed", "Use POST.");
        }
    }

    void names(String version, ArmRequest request) throws RefusedException {
        names.getOrDefault(version, usualNames).check(request.path());
    }

    void content(ArmRequest request, VersionRules ofVersion) throws RefusedException {
        body.content(request, ofVersion);
    }

    void exists(ArmRequest request) throws RefusedException {
        World.Missing missing = rules.world().missing(request.path());
        if (missing != World.Missing.NOTHING) {
            throw new RefusedException(CheckNames.WORLD, missing.answer(), "Not listed in --world.");
        }
    }
}
