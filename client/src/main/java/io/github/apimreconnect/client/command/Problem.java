package io.github.apimreconnect.client.command;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.identity.CredentialUnavailableException;
import io.github.apimreconnect.client.BackendReconnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The reason there was no 202, and what an operator can do about it.
 *
 * @param exit how the process ends
 * @param message one line, safe for a terminal
 * @param next what to do about it, one line
 * @param failure the exception, if there was one
 */
record Problem(
        ExitCode exit,
        String message,
        String next,
        @Nullable Throwable failure) {
    private static final String DETAILS = "Error Details: ";
    private static final String INNER = "see inner exception";

    /** The circumstances of a failed call. */
    record Circumstances(Duration timeout, Duration elapsed, boolean sent) {}

    static Problem badArguments(String message) {
        return new Problem(ExitCode.BAD_ARGUMENTS, firstLine(message), "--help lists the options", null);
    }

    static Problem internal(Throwable failure) {
        return new Problem(
                ExitCode.INTERNAL_ERROR,
                "internal error: " + Printable.of(failure.toString()),
                "please report it to the maintainers, with the output of --verbose",
                failure);
    }

    static Problem interrupted(boolean sent) {
        return new Problem(
                ExitCode.INTERRUPTED,
                sent ? "interrupted; the service may have accepted the reconnect" : "interrupted; nothing was sent",
                "reconnecting twice is harmless",
                null);
    }

    static Problem of(Throwable failure, Circumstances call) {
        if (failure instanceof BackendReconnectException refused) {
            return new Problem(ExitCode.REFUSED, firstLine(refused.getMessage()), Advice.after(refused), refused);
        }
        if (failure instanceof BadArguments || failure instanceof IllegalArgumentException) {
            return new Problem(
                    ExitCode.BAD_ARGUMENTS, firstLine(failure.getMessage()), "--help lists the options", failure);
        }
        if (failure instanceof ClientAuthenticationException noToken) {
            return ofToken(noToken);
        }
        if (failure instanceof TimeoutException) {
            return late(failure, call);
        }
        return NetworkCause.of(failure)
                .map(cause -> disconnected(cause, Peer.RESOURCE_MANAGER, failure))
                .orElseGet(() -> internal(failure));
    }

    private static Problem ofToken(ClientAuthenticationException failure) {
        // If no credential is set up at all, the failed attempts to find one say nothing about the authority.
        boolean none = failure instanceof CredentialUnavailableException;
        Optional<String> file = none ? Optional.empty() : CredentialFile.problem(failure);
        if (file.isPresent()) {
            return new Problem(
                    ExitCode.NO_CONNECTION,
                    "no token: " + file.get(),
                    "check AZURE_CLIENT_CERTIFICATE_PATH, its password, and AZURE_FEDERATED_TOKEN_FILE",
                    failure);
        }
        Optional<NetworkCause> network = none ? Optional.empty() : NetworkCause.of(failure);
        return network.map(cause -> disconnected(cause, Peer.AUTHORITY, failure))
                .orElseGet(() -> new Problem(
                        ExitCode.NO_CONNECTION,
                        "no token: " + details(failure),
                        "sign in (az login), or check AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET",
                        failure));
    }

    private static Problem disconnected(NetworkCause cause, Peer peer, Throwable failure) {
        return new Problem(ExitCode.NO_CONNECTION, peer.prefix() + cause.message(), cause.next(peer), failure);
    }

    private static Problem late(Throwable failure, Circumstances call) {
        boolean total = call.elapsed().compareTo(call.timeout()) >= 0;
        String next;
        if (!call.sent()) {
            next = "nothing was sent, as no token was received: check --authority and the proxy, or raise --timeout";
        } else if (total) {
            next = "the service may have accepted the request; reconnecting twice is harmless,"
                    + " so try again or raise --timeout";
        } else {
            next = "the service may have accepted the request; reconnecting twice is harmless, so try again";
        }
        return new Problem(ExitCode.NO_CONNECTION, firstLine(failure.getMessage()), next, failure);
    }

    /** Azure Identity's messages can fill a page; the first line is enough. */
    private static String firstLine(@Nullable String message) {
        return Printable.of(
                message == null ? "" : message.strip().lines().findFirst().orElse(""));
    }

    /** Returns the message without Azure Identity's credential chain, or the cause's if it only refers to that. */
    private static String details(Throwable failure) {
        String message = firstLine(failure.getMessage());
        if (message.contains(INNER) && failure.getCause() != null) {
            return details(failure.getCause());
        }
        int at = message.lastIndexOf(DETAILS);
        return at < 0 ? message : message.substring(at + DETAILS.length());
    }
}
