package io.github.apimreconnect.mockarm.internal.contract;

import io.github.apimreconnect.mockarm.JournalEntry.Refusal;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.CheckNames;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException;
import java.util.List;

/**
 * Judges a refused request by the checks after the one that refused it. Nothing is taken from the write buckets. A check
 * is left out if an earlier failure leaves unknown what it is about. A path that misses a document of ARM's is judged as
 * that document.
 */
final class NearMisses {
    /** A longer body is not parsed for the journal alone. */
    static final int MAX_BODY = 64 * 1024;

    private final LaterChecks later;

    private NearMisses(RefusedException first) {
        this.later = new LaterChecks(first);
    }

    static List<Refusal> of(ArmRequest request, RefusedException first, Checks checks) {
        NearMisses misses = new NearMisses(first);
        misses.judge(request, checks);
        return misses.later.failed();
    }

    private void judge(ArmRequest request, Checks checks) {
        boolean armPath = later.pass(CheckNames.PATH, () -> checks.armPath(request));
        ServedPath meant = checks.meant(request);
        ServedPath.DocumentRules document = meant.document();
        if (document != null) {
            checks.ownPaths().judge(request, document, () -> checks.resourceType(request), later);
        } else if (meant.equals(MeantPath.RECONNECT)) {
            judgeReconnect(request, armPath, checks);
        }
    }

    private void judgeReconnect(ArmRequest request, boolean armPath, Checks checks) {
        String version = String.valueOf(request.queryParameter(Checks.API_VERSION));
        VersionRules rules = checks.rules(version);
        boolean versionGiven =
                request.isReadable() && later.pass(CheckNames.API_VERSION, () -> checks.apiVersionGiven(request));
        later.pass(CheckNames.TOKEN, () -> checks.token(request));
        boolean subscription =
                armPath && later.pass(CheckNames.SUBSCRIPTION, () -> checks.subscription(request, rules));
        later.pass(CheckNames.THROTTLE, () -> {});
        boolean reconnect = armPath && later.pass(CheckNames.RESOURCE_TYPE, () -> checks.resourceType(request));
        if (versionGiven) {
            later.pass(CheckNames.API_VERSION, () -> checks.apiVersionSupported(version));
        }
        later.pass(CheckNames.METHOD, () -> Checks.method(request));
        if (reconnect) {
            later.pass(CheckNames.NAMES, () -> checks.names(version, request));
        }
        boolean wholeBody = later.pass(CheckNames.BODY_SIZE, () -> BodyCheck.size(request));
        later.pass(CheckNames.CONTENT_TYPE, () -> BodyCheck.mediaType(request));
        // A reason can quote the body, so it must be one meant for ARM.
        if (wholeBody && armPath) {
            String name = later.first().check().equals(CheckNames.SCHEMA) ? CheckNames.SCHEMA : CheckNames.JSON;
            later.pass(name, () -> {
                if (request.body().length <= MAX_BODY) {
                    checks.content(request, rules);
                }
            });
        }
        if (reconnect && subscription) {
            later.pass(CheckNames.WORLD, () -> checks.exists(request));
        }
    }
}
