package io.github.apimreconnect.client.command;

import io.github.apimreconnect.client.BackendReconnectException;
import java.time.Duration;

/** Advice to the operator about a refusal. */
final class Advice {
    private Advice() {}

    static String after(BackendReconnectException refused) {
        Duration wait = refused.getRetryAfter();
        if (wait != null && !wait.isZero()) {
            return tryAgainIn(wait);
        }
        String code = String.valueOf(refused.getValue().getCode());
        int status = refused.getStatusCode();
        if (code.equals("ScopeLocked")) {
            return "remove the lock (az lock list, az lock delete), then try again";
        }
        if (code.equals(BackendReconnectException.UNEXPECTED_RESPONSE) && status < 500) {
            return "check --endpoint and the proxy (HTTPS_PROXY): this is not Azure Resource Manager's answer";
        }
        return switch (status) {
            case 400, 415, 422 -> "check --after, --api-version and the names";
            case 401 -> "sign in again (az login), and check --cloud and the tenant";
            case 403 -> "ask for a role with write access to the service, such as API Management Service Contributor";
            case 404 -> "check the id, the subscription and --api-version";
            case 409, 412, 429 -> "try again in a few minutes";
            default -> "try again later, and give Azure support the request id";
        };
    }

    /** Rounds up: after half a second, "0 s" would be too early. */
    static String tryAgainIn(Duration wait) {
        return "try again in " + (wait.toSeconds() + (wait.toNanosPart() > 0 ? 1 : 0)) + " s";
    }
}
