package io.github.apimreconnect.mockarm.internal.contract;

import io.github.apimreconnect.mockarm.JournalEntry.Refusal;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException;
import java.util.ArrayList;
import java.util.List;

/** The checks after the one that refused a request. */
final class LaterChecks {
    private final RefusedException first;
    private final List<Refusal> failed = new ArrayList<>();
    /** Set at the check that refused the request; those before it have passed. */
    private boolean reached;

    LaterChecks(RefusedException first) {
        this.first = first;
    }

    /** A check, which throws its refusal. */
    interface Check {
        void run() throws RefusedException;
    }

    /** Returns the refusal of the request. */
    RefusedException first() {
        return first;
    }

    /** Returns whether a check passes. The first failure is not judged again, nor is any check before it. */
    boolean pass(String name, Check check) {
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
            failed.add(e.refusal());
            return false;
        }
    }

    List<Refusal> failed() {
        return List.copyOf(failed);
    }
}
