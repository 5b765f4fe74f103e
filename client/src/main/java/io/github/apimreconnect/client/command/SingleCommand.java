package io.github.apimreconnect.client.command;

import com.azure.core.http.rest.Response;
import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.client.BackendReconnectContract;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/** Sends one reconnect, waits for the response and reports it. */
final class SingleCommand {
    private final BackendId backend;
    private final @Nullable Duration after;
    private final Report report;
    private final RetryLines calls;

    /**
     * Checks the arguments.
     *
     * @throws BadArguments if the delay is a window
     */
    SingleCommand(BackendId backend, @Nullable After after, Report report) {
        if (after != null && after.to() != null) {
            throw new BadArguments("--after must be one duration without --fleet, not a window");
        }
        this.backend = backend;
        this.after = after == null ? null : after.from();
        this.report = report;
        this.calls =
                new RetryLines(report.err(), Peer.RESOURCE_MANAGER, 1 + Connection.MOST_RETRIES, Schedulers.parallel());
    }

    /** Returns the policy that prints the attempts. */
    RetryLines calls() {
        return calls;
    }

    /**
     * Sends the reconnect.
     *
     * @param timeout the total timeout, for advice
     */
    ExitCode run(BackendReconnectAsyncClient client, Duration timeout) {
        Interruption interruption = Interruption.watch(report, calls::sent);
        long start = System.nanoTime();
        Supplier<ExitCode> result;
        try {
            // Blocking is fine here: this is not an event loop, and the thread has nothing else to do.
            Response<Void> response = client.reconnectWithResponse(backend, new BackendReconnectContract(after))
                    .doFinally(signal -> calls.stop())
                    .toFuture()
                    .join();
            result = () ->
                    report.accepted(backend, after, response, Clock.systemUTC().instant());
        } catch (Throwable e) { // an Error must not be mistaken for an interruption
            Throwable failure = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            result =
                    () -> report.failed(Problem.of(failure, new Problem.Circumstances(timeout, elapsed, calls.sent())));
        }
        return interruption.report(result);
    }
}
