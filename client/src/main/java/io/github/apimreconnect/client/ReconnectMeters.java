package io.github.apimreconnect.client;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.util.ClientOptions;
import com.azure.core.util.MetricsOptions;
import com.azure.core.util.logging.ClientLogger;
import com.azure.core.util.metrics.Meter;
import com.azure.core.util.metrics.MeterProvider;
import io.netty.handler.codec.CodecException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** What a client measures. Without a sink it does nothing. */
final class ReconnectMeters {
    private static final ClientLogger LOGGER = new ClientLogger(ReconnectMeters.class);

    private static final String NONE = "none";
    private static final String OTHER = "other";

    /** ARM's codes are in Pascal case; anything else, such as a proxy's text, is not worth a time series. */
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Za-z0-9]{1,63}");

    private static final int MOST_CODES = 64;

    private final @Nullable MeterSink sink;
    private final Set<String> codes = new HashSet<>();
    private final AtomicBoolean warned = new AtomicBoolean();

    ReconnectMeters(@Nullable MeterSink sink) {
        this.sink = sink;
    }

    static ReconnectMeters of(ClientOptions options, @Nullable String library, @Nullable String version) {
        MetricsOptions metrics = options.getMetricsOptions();
        if (metrics instanceof MicrometerMetricsOptions micrometer) {
            return new ReconnectMeters(micrometer.isEnabled() ? micrometer.sink() : null);
        }
        Meter meter = MeterProvider.getDefaultProvider().createMeter(library, version, metrics);
        return new ReconnectMeters(meter.isEnabled() ? new AzureSink(meter) : null);
    }

    /** Measures each subscription to a call, once. */
    <T> Mono<T> around(Mono<T> call, Scheduler timer) {
        if (sink == null) {
            return call;
        }
        return Mono.defer(() -> {
            long start = timer.now(TimeUnit.NANOSECONDS);
            AtomicBoolean ended = new AtomicBoolean();
            return call.doOnSuccess(done -> ended(ended, "accepted", NONE, start, timer))
                    .doOnError(e -> ended(ended, outcome(e), code(e), start, timer))
                    .doOnCancel(() -> ended(ended, "cancelled", NONE, start, timer));
        });
    }

    private void ended(AtomicBoolean ended, String outcome, String code, long start, Scheduler timer) {
        if (ended.compareAndSet(false, true)) {
            Duration elapsed = Duration.ofNanos(Math.max(0, timer.now(TimeUnit.NANOSECONDS) - start));
            report(to -> to.call(outcome, code, elapsed));
        }
    }

    /** Counts an attempt that follows a failed one. */
    void retried(String code) {
        report(to -> to.retry(code));
    }

    /** Measures how long an attempt has waited for its write bucket, if it has. */
    void waited(long nanos) {
        if (nanos > 0) {
            report(to -> to.bucketWait(Duration.ofNanos(nanos)));
        }
    }

    private void report(Consumer<MeterSink> measurement) {
        if (sink == null) {
            return;
        }
        try {
            measurement.accept(sink);
        } catch (RuntimeException e) {
            if (warned.compareAndSet(false, true)) {
                LOGGER.atWarning()
                        .addKeyValue("failure", e.toString())
                        .log("Metrics cannot be reported; later failures are not logged");
            }
        }
    }

    private static String outcome(Throwable failure) {
        return failure instanceof BackendReconnectException ? "refused" : "failed";
    }

    /** Returns the kind of a failure, as a tag. */
    String code(Throwable failure) {
        if (sink == null) {
            return NONE;
        }
        if (failure instanceof BackendReconnectException refused) {
            return known(refused.getValue().getCode());
        }
        if (failure instanceof TimeoutException) {
            return "Timeout";
        }
        if (failure instanceof ClientAuthenticationException) {
            return "Authentication";
        }
        // Netty's own type: a response cut off in its headers.
        return failure instanceof IOException || failure instanceof CodecException ? "Connection" : OTHER;
    }

    /** Returns a code as a tag. The server chooses it, so its form and the number of different ones are limited. */
    private String known(@Nullable String code) {
        if (code == null || !CODE.matcher(code).matches()) {
            return OTHER;
        }
        synchronized (codes) {
            return codes.contains(code) || (codes.size() < MOST_CODES && codes.add(code)) ? code : OTHER;
        }
    }
}
