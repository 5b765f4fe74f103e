package io.github.apimreconnect.mockarm.internal.tls;

import io.github.apimreconnect.mockarm.internal.setting.OldNetty;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** TLS material being created, which takes a third of a second in a new process; the port is already open. */
@SuppressWarnings("FutureReturnValueIgnored") // dependent stages handle their own failures
public final class PendingTls {
    private static final int FEW_PROCESSORS = 2;

    private final CompletableFuture<Tls> made = new CompletableFuture<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Supplier<Tls> maker;

    public PendingTls(Supplier<Tls> maker) {
        this.maker = maker;
    }

    /** Returns TLS material whose creation begins now if there is a processor to spare. */
    public static PendingTls of(Supplier<Tls> maker) {
        PendingTls tls = new PendingTls(maker);
        if (isBesideTheRest()) {
            tls.begin();
        }
        return tls;
    }

    /** Returns whether there is a processor to spare; otherwise creating it early only delays the rest of startup. */
    public static boolean isBesideTheRest() {
        return Runtime.getRuntime().availableProcessors() > FEW_PROCESSORS;
    }

    /** Creates the TLS material on another thread, unless creation has begun. */
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

    /** Returns the TLS material if it is ready and its certificate is in date. Never blocks. */
    public Optional<Tls> ifMade() {
        return made.isDone() && !made.isCompletedExceptionally()
                ? Optional.of(made.join()).filter(Tls::isInDate)
                : Optional.empty();
    }

    /** Runs a task on an event loop once {@link #ifMade()} has the TLS material, or creation or renewal has failed. */
    public void whenSettled(Executor loop, Runnable then) {
        made.thenCompose(Tls::inDate).whenCompleteAsync((inDate, failure) -> then.run(), loop);
    }

    /**
     * Creates the TLS material on this thread, or waits if another thread already is. Does not rely on {@link #begin},
     * whose threads may all be waiting for a mock. Never call from an event loop before a mock has started; afterwards
     * it does not block.
     */
    public Tls await() {
        make();
        try {
            return made.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LinkageError lacking && !(lacking instanceof ExceptionInInitializerError)) {
                throw OldNetty.error(lacking);
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
