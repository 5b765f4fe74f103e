package io.github.apimreconnect.mockarm.internal.journal;

import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.PlainStep;
import io.github.apimreconnect.mockarm.internal.arm.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request and its reply as the journal keeps them, without secrets. */
public final class RecordedRequest implements JournalEntry {
    private static final byte[] NO_ID = new byte[0];
    private static final int OBJECTS = 300;
    /** Size of a step that came with the request, including its fault. */
    private static final int STEP = 200;

    private static final int REFUSAL = 100;

    /** The arrival time, as parts rather than an Instant: each retained object costs the garbage collector. */
    private final long arrivedSecond;

    private final int arrivedNano;
    private final long arrivedNanos = System.nanoTime();
    private final PackedRequest request;
    private final int status;
    private final @Nullable String code;
    private final Step step;
    /** The first is the reply's; empty if the request was not refused. */
    private final List<Refusal> refusals;

    private volatile Outcome outcome = Outcome.PENDING;
    private volatile long tookNanos;
    /** Set once, under the journal's lock, before the entry is visible elsewhere. */
    private long number;

    /**
     * Packs a request and the details of its reply.
     *
     * @param request the request
     * @param status the status of the reply
     * @param requestId the {@code x-ms-request-id} of the reply, or null if it has none
     * @param code the code of the error in the reply, or null
     * @param step the step scripted for it
     * @param refusals the checks that it failed; the first refused it
     */
    public RecordedRequest(
            ArmRequest request,
            int status,
            byte @Nullable [] requestId,
            @Nullable String code,
            Step step,
            List<Refusal> refusals) {
        Instant arrived = request.arrived();
        this.arrivedSecond = arrived.getEpochSecond();
        this.arrivedNano = arrived.getNano();
        this.request = PackedRequest.of(request, requestId == null ? NO_ID : requestId);
        this.status = status;
        this.code = code;
        this.step = step;
        this.refusals = refusals;
    }

    void number(long place) {
        number = place;
    }

    long arrivedSecond() {
        return arrivedSecond;
    }

    int arrivedNano() {
        return arrivedNano;
    }

    /** Returns the arrival time in microseconds, rounded up. */
    long arrivedMicros() {
        return arrivedSecond * 1_000_000 + (arrivedNano + 999) / 1000;
    }

    /** Returns what {@link AcceptedReconnects} keeps even after the journal has dropped the request. */
    byte[] pathAndRequestId() {
        return request.pathAndRequestId();
    }

    /** Records the outcome once, and returns whether it did; what happens to the connection later does not affect it. */
    public boolean end(Outcome how) {
        boolean first = outcome == Outcome.PENDING;
        if (first) {
            tookNanos = System.nanoTime() - arrivedNanos;
            outcome = how;
        }
        return first;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public Instant arrived() {
        return Instant.ofEpochSecond(arrivedSecond, arrivedNano);
    }

    @Override
    public String method() {
        return request.method();
    }

    @Override
    public String target() {
        return request.target();
    }

    @Override
    public Map<String, String> headers() {
        return request.headers();
    }

    @Override
    public String body() {
        return request.body();
    }

    @Override
    public @Nullable String clientRequestId() {
        return request.header(ArmRequest.CLIENT_REQUEST_ID);
    }

    @Override
    public String backend() {
        try {
            return ArmRequest.pathOf(target()).backend();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public @Nullable String code() {
        return code;
    }

    @Override
    public @Nullable String requestId() {
        return request.requestId();
    }

    @Override
    public @Nullable String refusedBy() {
        return refusals.isEmpty() ? null : refusals.get(0).check();
    }

    @Override
    public @Nullable String reason() {
        return refusals.isEmpty() ? null : refusals.get(0).reason();
    }

    @Override
    public List<Refusal> alsoRefusedBy() {
        return refusals.size() < 2 ? List.of() : refusals.subList(1, refusals.size());
    }

    @Override
    public @Nullable Step scripted() {
        return PlainStep.is(step) ? null : step;
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }

    @Override
    public @Nullable Duration took() {
        return outcome == Outcome.PENDING ? null : Duration.ofNanos(tookNanos);
    }

    /** Returns its approximate size in memory, in bytes. */
    public int weight() {
        int texts = PlainStep.is(step) ? 0 : STEP + 2 * step.answer().length();
        for (int i = 0; i < refusals.size(); i++) {
            texts += REFUSAL + 2 * refusals.get(i).reason().length();
        }
        if (code != null) {
            texts += 2 * code.length();
        }
        return OBJECTS + request.size() + texts;
    }

    int headSize() {
        return request.headSize();
    }

    /** Returns an upper bound on the length of any name in the path. */
    int longestName() {
        return request.longestSegment();
    }

    /** Returns one line for errors, without characters that a terminal would interpret. */
    @Override
    public String toString() {
        return VisibleText.of(method(), ShownRefusal.MAX_METHOD) + " "
                + VisibleText.of(target(), ShownRefusal.MAX_TARGET) + " -> " + status
                + (refusals.isEmpty() ? "" : " (" + refusedBy() + ")");
    }
}
