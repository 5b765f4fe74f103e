package io.github.apimreconnect.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** A client, a service and a subscriber in virtual time, all on the test's own thread. */
final class FleetBench {
    final VirtualTimer timer = new VirtualTimer();
    final FleetService service = new FleetService(timer);

    /** The n-th backend of the first subscription. */
    static BackendId id(int n) {
        return id(0, n);
    }

    static BackendId id(int subscription, int n) {
        String uuid = String.format(Locale.ROOT, "00000000-0000-0000-0000-%012d", subscription);
        return BackendId.of(uuid, "rg", "svc", "backend-" + n);
    }

    /** The first backends of the first subscription. */
    static List<BackendId> ids(int count) {
        return IntStream.range(0, count).mapToObj(FleetBench::id).toList();
    }

    /** Options with a write bucket that never runs out. */
    static FleetOptions unthrottled() {
        return new FleetOptions().setWriteBudget(1_000_000, 1_000_000);
    }

    BackendReconnectClientBuilder builder() {
        return new BackendReconnectClientBuilder()
                .httpClient(service)
                .chance(() -> 0.5)
                .clock(Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC))
                .timer(() -> timer);
    }

    BackendReconnectAsyncClient client() {
        return builder().buildAsyncClient();
    }

    FleetRecorder run(List<BackendId> backends, FleetOptions options) {
        return run(Flux.fromIterable(backends), options);
    }

    FleetRecorder run(Publisher<BackendId> backends, FleetOptions options) {
        return client().reconnectAll(backends, options).subscribeWith(new FleetRecorder());
    }

    /** Runs at once, as long as it takes, but not for more than a day. */
    FleetRecorder runToTheEnd(Publisher<BackendId> backends, FleetOptions options) {
        FleetRecorder recorder = run(backends, options);
        advance(Duration.ofDays(1));
        return recorder.mustHaveCompleted();
    }

    FleetRecorder runToTheEnd(List<BackendId> backends, FleetOptions options) {
        return runToTheEnd(Flux.fromIterable(backends), options);
    }

    void advance(Duration duration) {
        timer.advance(duration);
    }
}
