package io.github.apimreconnect.client.command;

import com.azure.core.exception.ClientAuthenticationException;
import io.github.apimreconnect.client.BackendReconnectException;
import java.time.Duration;

/** What an operator does next. */
final class Advice {
    private Advice() {}

    static String after(Throwable failure) {
        if (failure instanceof BackendReconnectException refused) {
            return afterRefusal(refused);
        }
        if (failure instanceof ClientAuthenticationException) {
            return "sign in (az login), or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET";
        }
        return "check the network, the proxy, --endpoint and --ca, then try again";
    }

    private static String afterRefusal(BackendReconnectException refused) {
        Duration wait = refused.getRetryAfter();
        if (wait != null && !wait.isZero()) {
            return "try again in " + wait.toSeconds() + " s";
        }
        return switch (refused.getStatusCode()) {
            case 400, 415, 422 -> "check --after, --api-version and the names";
            case 401 -> "sign in again (az login), and check --cloud and the tenant";
            case 403 -> "ask for a role with write access to the service, such as API Management Service Contributor";
            case 404 -> "check the id, the subscription and --api-version";
            case 409, 412, 429 -> "try again in a few minutes";
            default -> "try again later, and give Azure support the request id";
        };
    }
}
