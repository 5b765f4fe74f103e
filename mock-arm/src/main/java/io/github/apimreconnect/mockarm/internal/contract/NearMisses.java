package io.github.apimreconnect.mockarm.internal.contract;

import io.github.apimreconnect.mockarm.JournalEntry.Refusal;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges a refused request by the checks after the one that refused it. Nothing is taken from the write buckets. A check
 * is left out if an earlier failure leaves unknown what it is about.
 */
final class NearMisses {
    /** A longer body is not parsed for the journal alone. */
    static final int MAX_BODY = 64 * 1024;

    private final RefusedException first;
    private final List<Refusal> found = new ArrayList<>();
    /** Whether the first failure has been reached; the checks before it have passed. */
    private boolean reached;

    private NearMisses(RefusedException first) {
        this.first = first;
    }

    /** A check, which throws its refusal. */
    private interface Check {
        void run() throws RefusedException;
    }

    static List<Refusal> of(ArmRequest request, RefusedException first, Checks checks) {
        NearMisses misses = new NearMisses(first);
        misses.judge(request, checks);
        return List.copyOf(misses.found);
    }

    private void judge(ArmRequest request, Checks checks) {
        boolean readable = request.isReadable();
        boolean armPath = passes("path", () -> checks.armPath(request));
        if (!armPath && readable && !checks.isMeantForReconnect(request.path())) {
            return;
        }
        String version = String.valueOf(request.queryParameter(Checks.API_VERSION));
        VersionRules rules = checks.rules(version);
        boolean versionGiven = readable && passes(Checks.API_VERSION, () -> checks.apiVersionGiven(request));
        passes("token", () -> checks.token(request));
        boolean subscription = armPath && passes("subscription", () -> checks.subscription(request, rules));
        passes("throttle", () -> {});
        boolean reconnect = armPath && passes("resource type", () -> checks.resourceType(request));
        if (versionGiven) {
            passes(Checks.API_VERSION, () -> checks.apiVersionSupported(version));
        }
        passes("method", () -> Checks.method(request));
        if (reconnect) {
            passes("names", () -> checks.names(version, request));
        }
        boolean wholeBody = passes("body size", () -> BodyCheck.size(request));
        passes("content type", () -> BodyCheck.mediaType(request));
        // A reason can quote the body, so it must be one meant for ARM.
        if (wholeBody && armPath) {
            String name = first.check().equals("schema") ? "schema" : "json";
            passes(name, () -> {
                if (request.body().length <= MAX_BODY) {
                    checks.content(request, rules);
                }
            });
        }
        if (reconnect && subscription) {
            passes("world", () -> checks.exists(request));
        }
    }

    /** Returns whether a check passes. The first failure is not judged again, nor is any check before it. */
    private boolean passes(String name, Check check) {
        if (name.equals(first.check())) {
            reached = true;
            return false;
        }
        if (!reached) {
            return true;
        }
        try {
            check.run();
            return true;
        } catch (RefusedException e) {
            found.add(e.refusal());
            return false;
        }
    }
}
