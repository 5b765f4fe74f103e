package io.github.apimreconnect.client;

import com.azure.core.http.rest.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Operators;

/** One run of a fleet. All its state changes in its {@link FleetTurns}. */
final class FleetRun implements Subscription {
    private final Fleet.Calls calls;
    private final FleetOptions options;
    private final CoreSubscriber<? super FleetOutcome> downstream;
    private final FleetTurns turns = new FleetTurns(this::advance, this::fail);
    private final FleetAlarm alarm;
    private volatile boolean cancelled;

    private final int mostOpen;
    private final FleetInput input;
    private final FleetOutput output;
    private final FleetLanes lanes;
    private final Set<FleetCall> open = new HashSet<>();
    private int inFlight;
    private long begun;
    private long problems;
    private boolean stopping;
    private boolean over;
    private @Nullable Disposable stopSignal;

    FleetRun(Fleet.Calls calls, CoreSubscriber<? super FleetOutcome> downstream) {
        this.calls = calls;
        this.options = calls.options();
        this.downstream = downstream;
        int concurrency = options.getConcurrency();
        // Calls that wait to be sent again cost more than ids, so they are limited as well.
        this.mostOpen = Math.max(256, 16 * concurrency);
        this.lanes = new FleetLanes(options, Math.max(16, 4 * concurrency));
        this.input = new FleetInput(this, downstream.currentContext(), concurrency);
        this.output = new FleetOutput(downstream, options.isDistinct());
        this.alarm = new FleetAlarm(calls.timer(), turns);
    }

    FleetInput input() {
        return input;
    }

    void stopBy(Disposable signal) {
        then(() -> {
            stopSignal = signal;
            if (over) {
                signal.dispose();
            }
        });
    }

    @Override
    public void request(long more) {
        if (Operators.validate(more)) {
            then(() -> output.request(more));
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        then(() -> {});
    }

    /** Handles an event, at once or after those at hand. */
    void then(Runnable event) {
        turns.take(event);
    }

    /** Ends the run with an error that a subscriber, or this class, should not have thrown. */
    private void fail(Throwable error) {
        if (over) {
            Operators.onErrorDropped(error, downstream.currentContext());
        } else {
            end();
            downstream.onError(error);
        }
    }

    private void advance() {
        if (over) {
            return;
        }
        if (cancelled) {
            end();
            return;
        }
        long now = now();
        // First: what is delivered makes room for more calls.
        output.deliver(() -> cancelled);
        boolean idle = sendAll(now);
        if (!cancelled && output.waiting() < options.getConcurrency()) {
            input.more(idle, output.requested());
        }
        alarm.set(lanes.nextAt(now, mayBegin()), now);
        if (input.isUsedUp() && open.isEmpty() && output.waiting() == 0 && !cancelled) {
            end();
            Throwable error = input.error();
            if (error == null) {
                downstream.onComplete();
            } else {
                downstream.onError(error);
            }
        }
    }

    /** Sends what can be sent; returns whether more could be. */
    private boolean sendAll(long now) {
        while (!cancelled && inFlight < options.getConcurrency() && output.waiting() < options.getConcurrency()) {
            FleetLane lane = lanes.ready(now, mayBegin());
            if (lane == null) {
                return true;
            }
            if (lane.budget().availableAt(now) > now) {
                lanes.plan(lane, now);
                continue;
            }
            FleetCall call = lane.takeAgain(now);
            if (call == null) {
                begin(lane, now);
            } else {
                admit(call, now);
                call.decide(true);
            }
        }
        return false;
    }

    /** Returns whether a new call may begin, or too many wait to be sent again. */
    private boolean mayBegin() {
        return open.size() < mostOpen;
    }

    private void begin(FleetLane lane, long now) {
        BackendId backend = lane.takeArrived();
        input.release(backend);
        FleetCall call = new FleetCall(this, lane, backend, begun++, calls.deadline(), now);
        open.add(call);
        admit(call, now);
        FleetAnswer answer = new FleetAnswer(this, call, downstream.currentContext());
        call.awaits(answer);
        calls.send(call).subscribe(answer);
    }

    private void admit(FleetCall call, long now) {
        inFlight++;
        long heldUp = call.lane().takeHeldUp(now);
        call.admit(call.lane().budget().take(now), heldUp);
        calls.meters().waited(heldUp);
        lanes.plan(call.lane(), now);
    }

    /** Called when a backend comes. */
    void arrived(BackendId backend) {
        if (over || output.isRepeated(backend)) {
            return;
        }
        if (stopping) {
            output.add(backend, number -> new FleetOutcome.NotAttempted(backend, number));
            return;
        }
        long now = now();
        FleetLane lane = lanes.of(backend, now);
        lane.add(backend);
        input.hold(backend);
        lanes.plan(lane, now);
    }

    /** Called when an attempt has ended, with the number of writes that remain if the response says so. */
    void answered(FleetCall call, @Nullable Integer remaining) {
        if (!call.land()) {
            return;
        }
        inFlight--;
        long now = now();
        WriteBudget budget = call.lane().budget();
        if (remaining == null) {
            budget.ended(now);
        } else {
            budget.ended(call.write(), remaining, now);
        }
        lanes.plan(call.lane(), now);
    }

    /** Called when a call is to be sent again. */
    void again(FleetCall call) {
        if (call.isOver()) {
            return;
        }
        if (stopping) {
            call.decide(false);
            return;
        }
        call.lane().addAgain(call);
        lanes.plan(call.lane(), now());
    }

    /** Called when a call has its 202. */
    void accepted(FleetCall call, Response<Void> response) {
        answered(call, FleetCall.remaining(response.getHeaders()));
        if (close(call)) {
            output.add(call.backend(), call.accepted(response, now()));
        }
    }

    /** Called when a call has failed. */
    void failed(FleetCall call, Throwable failure) {
        answered(call, null);
        if (close(call)) {
            output.add(call.backend(), call.failed(failure, now()));
            problems++;
            if (problems == options.getStopAfter()) {
                stop();
            }
        }
    }

    private boolean close(FleetCall call) {
        if (!call.end()) {
            return false;
        }
        open.remove(call);
        call.lane().remove(call);
        lanes.plan(call.lane(), now());
        return true;
    }

    /** Sends nothing more: calls that wait to be sent again end with their latest failure. */
    void stop() {
        if (stopping || over) {
            return;
        }
        stopping = true;
        for (FleetLane lane : lanes.all()) {
            List<FleetCall> again = lane.dropAgain();
            for (BackendId backend : lane.dropArrived()) {
                input.release(backend);
                output.add(backend, number -> new FleetOutcome.NotAttempted(backend, number));
            }
            lanes.plan(lane, now());
            again.forEach(call -> call.decide(false));
        }
    }

    private void end() {
        over = true;
        input.cancel();
        alarm.cancel();
        if (stopSignal != null) {
            stopSignal.dispose();
        }
        List.copyOf(open).forEach(FleetCall::cancel);
        open.clear();
    }

    long now() {
        return calls.timer().now(TimeUnit.NANOSECONDS);
    }
}
