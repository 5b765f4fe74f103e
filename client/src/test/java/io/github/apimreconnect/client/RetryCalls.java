package io.github.apimreconnect.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import reactor.test.StepVerifier;

/** Calls in virtual time over a transport of the test. */
final class RetryCalls {
    static final BackendId ID = BackendId.of("0f8fad5b-d9cb-469f-a165-70867728950e", "rg", "svc", "proxybackend");
    static final Duration LIMIT = Duration.ofSeconds(10);

    private RetryCalls() {}

    static BackendReconnectClientBuilder client(CannedTransport transport) {
        return new BackendReconnectClientBuilder()
                .httpClient(transport)
                .chance(() -> 0.5)
                .clock(Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC));
    }

    static StepVerifier.FirstStep<Void> verify(BackendReconnectClientBuilder builder) {
        return StepVerifier.withVirtualTime(() -> builder.buildAsyncClient().reconnect(ID));
    }
}
