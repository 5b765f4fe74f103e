package io.github.apimreconnect.client.command;

import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.FleetOutcome;
import java.net.ConnectException;
import java.time.Duration;

/** Backends and outcomes for tests. */
final class Backends {
    static final String FIRST = "00000000-0000-0000-0000-000000000001";
    static final String SECOND = "00000000-0000-0000-0000-000000000002";

    private Backends() {}

    static BackendId in(String subscription, String name) {
        return BackendId.of(subscription, "rg1", "apimService1", name);
    }

    static BackendId named(String name) {
        return in(FIRST, name);
    }

    static FleetOutcome accepted(BackendId backend, Duration waited) {
        FleetOutcome.RequestIds ids = new FleetOutcome.RequestIds("client", "request", "correlation");
        return new FleetOutcome.Accepted(backend, 1, ids, 100, 1, Duration.ofMillis(12), waited);
    }

    static FleetOutcome accepted(String name) {
        return accepted(named(name), Duration.ZERO);
    }

    static FleetOutcome disconnected(String name) {
        return new FleetOutcome.Failed(
                named(name),
                2,
                new ConnectException("Connection refused: caf\u00e9"),
                5,
                Duration.ofSeconds(9),
                Duration.ZERO);
    }
}
