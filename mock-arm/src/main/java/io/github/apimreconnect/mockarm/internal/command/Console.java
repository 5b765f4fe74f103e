package io.github.apimreconnect.mockarm.internal.command;

import io.github.apimreconnect.mockarm.internal.connection.Loops;
import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import io.github.apimreconnect.mockarm.internal.journal.Verdict;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The standard output of a run. */
sealed interface Console {
    /** How long the end of a run waits for a slow reader of standard output. */
    Duration PATIENCE = Duration.ofSeconds(2);

    /** Returns the listener that prints requests, on an event loop, without blocking it. */
    Consumer<? super RecordedRequest> requests();

    /**
     * Prints that the mock is ready.
     *
     * @param ready the content of the ready file
     * @param settings the settings to show, by name
     */
    void ready(ReadyFile ready, Map<String, Object> settings);

    /**
     * Prints the end of the run, after the requests that wait.
     *
     * @return the number of lines that could not be printed, because standard output is blocked
     */
    long end(Verdict verdict) throws InterruptedException;

    /** Only the ready line. */
    record Quiet(PrintWriter out) implements Console {
        @Override
        public Consumer<? super RecordedRequest> requests() {
            return request -> {};
        }

        @Override
        public void ready(ReadyFile ready, Map<String, Object> settings) {
            StringBuilder shown = new StringBuilder();
            settings.forEach(
                    (name, value) -> shown.append(", ").append(name).append(' ').append(value));
            out.println("mock-arm ready " + ready.mock().origin() + " "
                    + ready.mock().httpOrigin());
            out.println("trust " + ready.caFile() + ", transport " + Loops.transport() + shown);
            out.flush();
        }

        @Override
        public long end(Verdict verdict) {
            return 0;
        }
    }

    /** The ready line, and a line for each request. */
    record Requests(Quiet quiet, RequestLog log) implements Console {
        @Override
        public Consumer<? super RecordedRequest> requests() {
            return log;
        }

        @Override
        public void ready(ReadyFile ready, Map<String, Object> settings) {
            quiet.ready(ready, settings);
        }

        @Override
        public long end(Verdict verdict) throws InterruptedException {
            return log.lines().end(List.of(), PATIENCE);
        }
    }

    /** Lines of JSON, and nothing else. */
    record JsonLines(JsonLog log) implements Console {
        @Override
        public Consumer<? super RecordedRequest> requests() {
            return log;
        }

        @Override
        public void ready(ReadyFile ready, Map<String, Object> settings) {
            Map<String, Object> fields = ready.fields();
            fields.put("transport", Loops.transport());
            fields.putAll(settings);
            log.event("ready", fields);
        }

        @Override
        public long end(Verdict verdict) throws InterruptedException {
            List<String> last = new ArrayList<>();
            verdict.firstUnusedScripts()
                    .forEach(script -> last.add(JsonLog.line("unused-script", Map.of("script", script))));
            Map<String, Object> counts = new LinkedHashMap<>();
            counts.put("requests", verdict.requests());
            counts.put("statuses", verdict.statuses());
            counts.put("refusals", verdict.refusals());
            counts.put("unusedScripts", verdict.unusedScripts());
            counts.put("internalErrors", verdict.internalErrors().refused());
            last.add(JsonLog.line("end", counts));
            return log.lines().end(last, PATIENCE);
        }
    }
}
