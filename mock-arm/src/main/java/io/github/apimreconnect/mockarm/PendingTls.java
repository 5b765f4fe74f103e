package io.github.apimreconnect.mockarm;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** TLS in the making, which takes a new process a third of a second: the port is open meanwhile. */
@SuppressWarnings("FutureReturnValueIgnored") // what follows it handles its own failures
final class PendingTls {
    private static final int FEW_PROCESSORS = 2;

    private final CompletableFuture<Tls> made = new CompletableFuture<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Supplier<Tls> maker;

    PendingTls(Supplier<Tls> maker) {
        this.maker = maker;
    }

    /** For the loopback addresses, or for one more name or address. */
    static PendingTls of(@Nullable String host) {
        PendingTls tls = new PendingTls(() -> host == null || host.isEmpty() ? Tls.shared() : Tls.of(host));
        if (isBesideTheRest()) {
            tls.begin();
        }
        return tls;
    }

    /** Whether there is a processor to spare; otherwise it only delays the rest of a start. */
    static boolean isBesideTheRest() {
        return Runtime.getRuntime().availableProcessors() > FEW_PROCESSORS;
    }

    /** Has another thread make it, unless that has begun. */
    void begin() {
        CompletableFuture.runAsync(this::make);
    }

    private void make() {
        if (begun.compareAndSet(false, true)) {
            try {
                made.complete(maker.get());
            } catch (RuntimeException | Error e) {
                made.completeExceptionally(e);
            }
        }
    }

    /** TLS with a certificate in date, unless that has to be waited for. Never blocks. */
    Optional<Tls> ifMade() {
        return made.isDone() && !made.isCompletedExceptionally()
                ? Optional.of(made.join()).filter(Tls::isInDate)
                : Optional.empty();
    }

    /** Runs something on an event loop once {@link #ifMade()} has it, or cannot have it. */
    void whenSettled(Executor loop, Runnable then) {
        made.thenCompose(Tls::inDate).whenCompleteAsync((inDate, failure) -> then.run(), loop);
    }

    /**
     * Makes it unless that has begun, or waits for it, never on an event loop; once a mock has started it is there. The
     * threads that {@link #begin} relies on may all be waiting for a mock.
     */
    Tls await() {
        make();
        try {
            return made.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
