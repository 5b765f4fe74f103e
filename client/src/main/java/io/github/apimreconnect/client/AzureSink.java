package io.github.apimreconnect.client;

import com.azure.core.util.Context;
import com.azure.core.util.metrics.DoubleHistogram;
import com.azure.core.util.metrics.LongCounter;
import com.azure.core.util.metrics.Meter;
import java.time.Duration;
import java.util.Map;

/** Reports to the meter of Azure Core's provider. */
final class AzureSink implements MeterSink {
    private static final String SECONDS = "s";
    private static final double NANOS = 1e9;

    private final Meter meter;
    private final DoubleHistogram call;
    private final LongCounter retries;
    private final DoubleHistogram bucketWait;

    AzureSink(Meter meter) {
        this.meter = meter;
        this.call = meter.createDoubleHistogram(CALL, CALL_TEXT, SECONDS);
        this.retries = meter.createLongCounter(RETRIES, RETRIES_TEXT, "{retry}");
        this.bucketWait = meter.createDoubleHistogram(BUCKET_WAIT, BUCKET_WAIT_TEXT, SECONDS);
    }

    @Override
    public void call(String outcome, String code, Duration elapsed) {
        call.record(seconds(elapsed), meter.createAttributes(Map.of(OUTCOME, outcome, CODE, code)), Context.NONE);
    }

    @Override
    public void retry(String code) {
        retries.add(1, meter.createAttributes(Map.of(CODE, code)), Context.NONE);
    }

    @Override
    public void bucketWait(Duration waited) {
        bucketWait.record(seconds(waited), meter.createAttributes(Map.of()), Context.NONE);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
