package io.github.apimreconnect.client.command;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A bar on the last line of the terminal. */
final class ProgressBars implements FleetProgress {
    private static final int COLUMNS = 80;
    private static final int SECOND = 1_000;

    private final Scheduler timer = Schedulers.newSingle("apim-reconnect-progress", true);
    private final FleetMeter meter;
    private final Line line;
    private final ProgressBar bar;

    ProgressBars(FleetMeter meter, PrintWriter err, Map<String, String> environment) {
        this.meter = meter;
        this.line = new Line(err, columns(environment) - 1);
        this.bar = new ProgressBarBuilder()
                .setTaskName("")
                .setInitialMax(meter.total())
                .setStyle(ProgressBarStyle.ASCII) // the terminal's encoding may support nothing else
                .setUpdateIntervalMillis(SECOND)
                .hideEta()
                .setConsumer(line)
                .build();
        timer.schedulePeriodically(this::update, SECOND, SECOND, TimeUnit.MILLISECONDS);
    }

    private static int columns(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : COLUMNS;
    }

    private void update() {
        bar.setExtraMessage(" " + meter.pace());
        bar.stepTo(meter.done());
    }

    @Override
    public void print(String text) {
        line.print("apim-reconnect: " + text);
    }

    @Override
    public void close() {
        timer.dispose();
        update();
        bar.close();
    }

    /** The last line of the terminal, which the bar shares with what is printed above it. */
    private static final class Line implements ProgressBarConsumer {
        private final PrintWriter err;
        private final int width;
        private String shown = "";

        Line(PrintWriter err, int width) {
            this.err = err;
            this.width = width;
        }

        @Override
        public int getMaxRenderedLength() {
            return width;
        }

        @Override
        public synchronized void accept(String rendered) {
            err.print("\r" + rendered);
            err.flush();
            shown = rendered;
        }

        synchronized void print(String text) {
            err.print("\r" + " ".repeat(shown.length()) + "\r");
            err.println(text);
            err.print(shown);
            err.flush();
        }

        @Override
        public synchronized void close() {
            err.println();
            err.flush();
            shown = "";
        }
    }
}
