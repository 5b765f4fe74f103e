package io.github.apimreconnect.mockarm;

import io.github.apimreconnect.mockarm.ArmReply.ArmError;
import java.util.Map;

/** Carries a refusal from the check that made it to the reply. Part of normal work, so it takes no stack trace. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    private RefusedException(Refusal refusal) {
        super(refusal.check(), null, false, false);
        this.refusal = refusal;
    }

    static RefusedException of(ArmRequest request, String check, String reason, int status, ArmError error) {
        return of(request, check, reason, status, error, Map.of());
    }

    static RefusedException of(
            ArmRequest request, String check, String reason, int status, ArmError error, Map<String, String> headers) {
        Reply reply = ArmReply.error(status, request.arrived(), error).with(headers);
        return new RefusedException(new Refusal(check, reason, reply));
    }

    Refusal refusal() {
        return refusal;
    }
}
