package io.github.apimreconnect.client;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.rest.Response;
import java.time.Duration;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** One call of a run. Its state changes only in the run's own turns. */
final class FleetCall implements AttemptGate {
    private static final HttpHeaderName REMAINING =
            HttpHeaderName.fromString("x-ms-ratelimit-remaining-subscription-writes");
    private static final HttpHeaderName CORRELATION = HttpHeaderName.fromString("x-ms-correlation-request-id");

    private static final int TOO_MANY_REQUESTS = 429;

    /** Longer numbers might not fit into an int. */
    private static final int MOST_DIGITS = 9;

    /** If a subscription gets nothing but 429 for longer, the refusals are the outcomes. */
    private static final Duration LONGEST_THROTTLING = Duration.ofMinutes(30);

    /** The longest pause: the nanoseconds of a longer one could overflow. */
    private static final Duration FOREVER = Duration.ofDays(365);

    private final FleetRun run;
    private final FleetLane lane;
    private final BackendId backend;
    private final long order;
    private final CallDeadline deadline;
    private final long startedAt;

    private boolean inFlight;
    private volatile boolean over;
    private long write;
    private long notBefore;
    private long waited;
    private int attempts;
    private @Nullable MonoSink<Boolean> waiting;
    private @Nullable FleetAnswer answer;

    FleetCall(FleetRun run, FleetLane lane, BackendId backend, long order, CallDeadline deadline, long now) {
        this.run = run;
        this.lane = lane;
        this.backend = backend;
        this.order = order;
        this.deadline = deadline;
        this.startedAt = now;
    }

    @Override
    public void answered(HttpResponse response) {
        Integer remaining = remaining(response.getHeaders());
        boolean throttled = response.getStatusCode() == TOO_MANY_REQUESTS;
        run.then(() -> {
            if (!throttled) {
                lane.notThrottled();
            }
            run.answered(this, remaining);
        });
    }

    @Override
    public void failed() {
        run.then(() -> run.answered(this, null));
    }

    @Override
    public Mono<Boolean> again(Duration delay) {
        return Mono.create(sink -> {
            deadline.pause();
            deadline.spend(delay);
            run.then(() -> {
                waitUntil(run.now() + delay.toNanos(), sink);
                run.again(this);
            });
        });
    }

    @Override
    public Mono<Boolean> afterThrottling(Duration wait) {
        return Mono.create(sink -> {
            deadline.pause();
            run.then(() -> throttled(wait, sink));
        });
    }

    private void throttled(Duration wait, MonoSink<Boolean> sink) {
        long now = run.now();
        lane.budget().throttled((wait.compareTo(FOREVER) < 0 ? wait : FOREVER).toNanos(), now);
        waitUntil(Long.MIN_VALUE, sink);
        if (lane.throttledFor(now) > LONGEST_THROTTLING.toNanos()) {
            decide(false);
        } else {
            run.again(this);
        }
    }

    @Override
    public CallDeadline deadline() {
        return deadline;
    }

    /** Returns the number of writes that remain, or null if the response does not say. */
    static @Nullable Integer remaining(HttpHeaders headers) {
        String text = headers.getValue(REMAINING);
        boolean isNumber = text != null
                && !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Integer.valueOf(text) : null;
    }

    BackendId backend() {
        return backend;
    }

    FleetLane lane() {
        return lane;
    }

    long order() {
        return order;
    }

    /** Returns the earliest time of the next attempt. */
    long notBefore() {
        return notBefore;
    }

    /** Returns the outcome, which lacks its number. */
    LongFunction<FleetOutcome> accepted(Response<Void> response, long now) {
        HttpHeaders headers = response.getHeaders();
        FleetOutcome.RequestIds ids = new FleetOutcome.RequestIds(
                response.getRequest().getHeaders().getValue(HttpHeaderName.X_MS_CLIENT_REQUEST_ID),
                headers.getValue(HttpHeaderName.X_MS_REQUEST_ID),
                headers.getValue(CORRELATION));
        Integer remaining = remaining(headers);
        int sent = attempts;
        Duration elapsed = Duration.ofNanos(now - startedAt);
        Duration held = Duration.ofNanos(waited);
        return number -> new FleetOutcome.Accepted(backend, number, ids, remaining, sent, elapsed, held);
    }

    /** Returns the outcome, which lacks its number. */
    LongFunction<FleetOutcome> failed(Throwable failure, long now) {
        int sent = attempts;
        Duration elapsed = Duration.ofNanos(now - startedAt);
        Duration held = Duration.ofNanos(waited);
        return failure instanceof BackendReconnectException refused
                ? number -> new FleetOutcome.Refused(backend, number, refused, elapsed, held)
                : number -> new FleetOutcome.Failed(backend, number, failure, sent, elapsed, held);
    }

    /** Returns the number of the latest attempt among the writes of its subscription. */
    long write() {
        return write;
    }

    /** Admits an attempt. */
    void admit(long number, long heldUpNanos) {
        write = number;
        waited += heldUpNanos;
        inFlight = true;
        attempts++;
        deadline.run();
    }

    /** Ends an attempt; returns whether there was one. */
    boolean land() {
        boolean was = inFlight;
        inFlight = false;
        return was;
    }

    /** Ends the call; returns whether it had not ended before. */
    boolean end() {
        boolean was = !over;
        over = true;
        deadline.pause();
        return was;
    }

    @Override
    public boolean isOver() {
        return over;
    }

    private void waitUntil(long earliest, MonoSink<Boolean> sink) {
        waiting = sink;
        notBefore = earliest;
    }

    /** Answers the wait for another attempt. */
    void decide(boolean may) {
        MonoSink<Boolean> sink = waiting;
        waiting = null;
        if (sink != null) {
            sink.success(may);
        }
    }

    void awaits(FleetAnswer awaited) {
        answer = awaited;
    }

    void cancel() {
        over = true;
        deadline.pause();
        if (answer != null) {
            answer.cancel();
        }
    }
}
