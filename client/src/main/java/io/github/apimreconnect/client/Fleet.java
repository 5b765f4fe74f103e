package io.github.apimreconnect.client;

import com.azure.core.http.rest.Response;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The outcomes of a fleet: each subscription is a new run. */
final class Fleet extends Flux<FleetOutcome> {
    /** The golden ratio: its multiples, without their whole part, cover a window evenly however many there are. */
    private static final double GOLDEN = 0.6180339887498949;

    /** Sends one call, whose later attempts the gate admits. */
    interface Sender {
        Mono<Response<Void>> send(BackendId backend, @Nullable Duration after, AttemptGate gate);
    }

    private final Publisher<BackendId> backends;
    private final FleetOptions options;
    private final Sender sender;
    private final Duration totalTimeout;
    private final Supplier<Scheduler> timers;
    private final ReconnectMeters meters;

    private Fleet(
            Publisher<BackendId> backends,
            FleetOptions options,
            Sender sender,
            Duration totalTimeout,
            Supplier<Scheduler> timers,
            ReconnectMeters meters) {
        this.backends = backends;
        this.options = options;
        this.sender = sender;
        this.totalTimeout = totalTimeout;
        this.timers = timers;
        this.meters = meters;
    }

    static Flux<FleetOutcome> of(
            Publisher<BackendId> backends,
            FleetOptions options,
            Sender sender,
            Duration totalTimeout,
            Supplier<Scheduler> timers,
            ReconnectMeters meters) {
        return onAssembly(new Fleet(backends, options, sender, totalTimeout, timers, meters));
    }

    @Override
    public void subscribe(CoreSubscriber<? super FleetOutcome> subscriber) {
        Calls calls = new Calls(options.copy(), sender, totalTimeout, timers.get(), meters);
        FleetRun run = new FleetRun(calls, subscriber);
        subscriber.onSubscribe(run);
        Publisher<?> signal = calls.options.getStopWhen();
        if (signal != null) {
            run.stopBy(Flux.from(signal)
                    .contextWrite(subscriber.currentContext())
                    .subscribe(any -> run.then(run::stop), e -> run.then(run::stop), () -> run.then(run::stop)));
        }
        Flux.from(backends).subscribe(run.input());
    }

    /**
     * How a run makes its calls.
     *
     * @param options the options as they were at the subscription
     * @param sender sends a call
     * @param totalTimeout how long a call may take, without its waits for the write budget
     * @param timer the time and the timers
     * @param meters where waits for the write budget are reported
     */
    record Calls(FleetOptions options, Sender sender, Duration totalTimeout, Scheduler timer, ReconnectMeters meters) {
        CallDeadline deadline() {
            return new CallDeadline(totalTimeout, timer);
        }

        Mono<Response<Void>> send(FleetCall call) {
            return sender.send(call.backend(), after(call.order()), call);
        }

        private @Nullable Duration after(long order) {
            Duration from = options.getAfter();
            Duration to = options.getAfterSpreadTo();
            if (from == null || to == null) {
                return from;
            }
            long first = from.plusNanos(999_999_999).toSeconds();
            long seconds = to.toSeconds() - first + 1;
            double place = order * GOLDEN % 1;
            return seconds < 1 ? from : Duration.ofSeconds(first + (long) (place * seconds));
        }
    }
}
