package io.github.apimreconnect.client;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One turn of a connection's event loop. Reactor Netty takes a connection back in the same turn that signals the end of
 * the body, but after the signal: a caller that starts its next call at once would find the pool empty and open another
 * connection. So the response waits for the next turn.
 */
final class Turn {
    private volatile @Nullable Executor loop;

    /** Records the event loop of the connection that the response arrived on. */
    void isOf(Executor eventLoop) {
        loop = eventLoop;
    }

    /** Runs the exchange of one attempt, and emits its response once its connection is back in the pool. */
    static <T> Mono<T> after(Mono<T> exchange) {
        return Mono.defer(() -> {
            Turn turn = new Turn();
            return exchange.flatMap(turn::next).contextWrite(context -> context.put(Turn.class, turn));
        });
    }

    private <T> Mono<T> next(T answer) {
        Executor executor = loop;
        return executor == null ? Mono.just(answer) : Mono.create(sink -> executor.execute(() -> sink.success(answer)));
    }
}
