package io.github.apimreconnect.client.command;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.Scheduler;

/** A line every ten seconds, for logs. */
final class ProgressLines implements FleetProgress {
    static final int SECONDS = 10;

    private final FleetMeter meter;
    private final PrintWriter err;
    private final Scheduler timer;

    ProgressLines(FleetMeter meter, PrintWriter err, Scheduler timer) {
        this.meter = meter;
        this.err = err;
        this.timer = timer;
        timer.schedulePeriodically(() -> print(meter.line()), SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public synchronized void print(String line) {
        err.println("apim-reconnect: " + line);
        err.flush();
    }

    @Override
    public void close() {
        timer.dispose();
        print(meter.line());
    }
}
