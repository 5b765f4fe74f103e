package io.github.apimreconnect.client;

import com.azure.core.http.HttpResponse;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Admits the attempts of a call that is part of a fleet. The first one is admitted before the call begins. */
interface AttemptGate {
    /** An attempt has ended with a response, which can say how full the write bucket is. */
    void answered(HttpResponse response);

    /** An attempt has ended without a response. */
    void failed();

    /** Emits whether another attempt may be sent, once its delay is over and the write bucket has room. */
    Mono<Boolean> again(Duration delay);

    /**
     * Emits whether the attempt may be repeated after a 429, once the bucket has room; it does not count as failed.
     *
     * @param wait how long the service asked callers to wait
     */
    Mono<Boolean> afterThrottling(Duration wait);

    /** Returns whether the call has ended, also by cancellation. */
    boolean isOver();

    /** Returns the total timeout of the call. */
    CallDeadline deadline();
}
