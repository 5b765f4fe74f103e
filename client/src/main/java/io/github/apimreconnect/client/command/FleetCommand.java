package io.github.apimreconnect.client.command;

import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.client.FleetOptions;
import io.github.apimreconnect.client.FleetOutcome;
import io.github.apimreconnect.client.FleetPlan;
import io.github.apimreconnect.client.FleetSummary;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Reconnects a fleet: checks and plans, sends, records each outcome, and reports the sum. */
final class FleetCommand {
    /** How many outcomes may have arrived that are not recorded yet. */
    private static final int UNRECORDED = 16;

    private final FleetArguments arguments;
    private final FleetOptions options;
    private final Clients clients;
    private final Report report;
    private final Map<String, String> environment;
    private final FleetStop stop;
    private @Nullable Problem inputFailure;

    /** Builds the client once the fleet has been checked. */
    interface Clients {
        BackendReconnectAsyncClient client(int inFlight);
    }

    FleetCommand(
            FleetArguments arguments,
            FleetOptions options,
            Clients clients,
            Report report,
            Map<String, String> environment,
            FleetStop stop) {
        this.arguments = arguments;
        this.options = options;
        this.clients = clients;
        this.report = report;
        this.environment = environment;
        this.stop = stop;
    }

    /**
     * Runs the fleet and reports it.
     *
     * @throws BadArguments if a file cannot be used or a line is not an id; nothing was sent
     */
    ExitCode run(InputStream stdin, Clock clock) {
        Path results = arguments.results();
        FleetFile file = FleetFile.open(arguments.file(), stdin);
        if (results == null) {
            return run(file, new BackendSet(), null);
        }
        if (arguments.isDryRun()) {
            return run(file, PastResults.read(results, arguments.isResume()).accepted(), null);
        }
        try (ResultsFile recorded = ResultsFile.open(results, arguments.isResume(), clock)) {
            return run(file, recorded.accepted(), recorded);
        }
    }

    private ExitCode run(FleetFile file, BackendSet accepted, @Nullable ResultsFile results) {
        AtomicLong skipped = new AtomicLong();
        AtomicLong repeated = new AtomicLong();
        FleetPlan plan = plan(file, accepted, skipped, repeated);
        FleetReport output = new FleetReport(report, new FleetReport.Skipped(skipped.get(), repeated.get()));
        if (arguments.isDryRun()) {
            // For its checks: what the run would refuse, the plan refuses.
            clients.client(options.getConcurrency());
            output.planned(plan);
            return ExitCode.ACCEPTED;
        }
        Verdict.Builder verdict = new Verdict.Builder();
        FleetSummary summary = send(plan, toCall(file, accepted), results, verdict);
        boolean interrupted = stop.ended();
        Verdict result = verdict.build(summary, plan.backends(), failure(interrupted, summary, plan, results), next());
        output.ended(summary, result);
        return result.exit();
    }

    private FleetPlan plan(FleetFile file, BackendSet accepted, AtomicLong skipped, AtomicLong repeated) {
        BackendSet seen = new BackendSet();
        AtomicLong bad = new AtomicLong();
        Flux<BackendId> checked = file.backends(line -> {
                    bad.incrementAndGet();
                    report.err()
                            .println("apim-reconnect: line " + line.number() + " of " + file.shown() + ": "
                                    + line.problem());
                })
                .filter(backend -> isCounted(seen.add(backend), repeated))
                .filter(backend -> isCounted(!accepted.contains(backend), skipped));
        FleetPlan plan;
        try {
            plan = FleetPlan.of(checked, options).blockOptional().orElseThrow();
        } catch (UncheckedIOException e) {
            throw new BadArguments("--fleet could not be read from " + file.shown());
        }
        report.err().flush();
        if (bad.get() > 0) {
            throw new BadArguments("--fleet has " + Shown.count(bad.get(), "line") + " in " + file.shown() + " that "
                    + (bad.get() == 1 ? "is not a backend" : "are not backends") + ", nothing was sent");
        }
        if (plan.backends() + skipped.get() == 0) {
            throw new BadArguments("--fleet has no backend in " + file.shown());
        }
        return plan;
    }

    private static boolean isCounted(boolean kept, AtomicLong others) {
        if (!kept) {
            others.incrementAndGet();
        }
        return kept;
    }

    /** Reads the file again. If that fails, since it has changed, the run ends with what was read. */
    private Flux<BackendId> toCall(FleetFile file, BackendSet accepted) {
        return Flux.defer(() -> {
                    BackendSet seen = new BackendSet();
                    return file.backends(line -> {
                                throw new IllegalStateException("line " + line.number() + ": " + line.problem());
                            })
                            .filter(backend -> seen.add(backend) && !accepted.contains(backend));
                })
                .onErrorResume(e -> {
                    inputFailure = Problem.badArguments("--fleet " + file.shown()
                            + " could not be read again, after it was checked: " + e.getMessage());
                    return Flux.empty();
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private FleetSummary send(
            FleetPlan plan, Flux<BackendId> backends, @Nullable ResultsFile results, Verdict.Builder verdict) {
        if (plan.backends() == 0) {
            return Stream.<FleetOutcome>empty().collect(FleetSummary.collector());
        }
        BackendReconnectAsyncClient client = clients.client(options.getConcurrency());
        FleetMeter meter = new FleetMeter(plan, options, System::nanoTime);
        try (FleetProgress progress = FleetProgress.start(meter, report, environment)) {
            stop.running(progress);
            Flux<FleetOutcome> outcomes = client.reconnectAll(backends, options.setStopWhen(stop.whenStopped()))
                    .takeUntilOther(stop.whenOutOfPatience());
            try (Stream<FleetOutcome> each = outcomes.toStream(UNRECORDED)) {
                return each.peek(outcome -> {
                            if (results != null && !results.add(outcome)) {
                                stop.stop();
                            }
                            verdict.add(outcome);
                            meter.add(outcome);
                            FleetProblem.of(outcome).ifPresent(problem -> failed(outcome, problem, progress));
                            if (verdict.isHopeless()) {
                                stop.hopeless(Verdict.Builder.HOPELESS);
                            }
                        })
                        .collect(FleetSummary.collector());
            }
        }
    }

    private void failed(FleetOutcome outcome, Problem problem, FleetProgress progress) {
        progress.print(outcome.kind() + " " + Printable.of(outcome.backend().toString()) + ": " + problem.message());
        if (problem.failure() != null) {
            report.trace(problem.failure());
        }
    }

    private @Nullable Problem failure(
            boolean interrupted, FleetSummary summary, FleetPlan plan, @Nullable ResultsFile results) {
        String unwritten = results == null ? null : results.problem();
        if (interrupted) {
            long unknown = plan.backends() - summary.total();
            return new Problem(
                    ExitCode.INTERRUPTED,
                    "interrupted"
                            + (unknown == 0 ? "" : "; requests in flight were abandoned, and may have been accepted")
                            + (unwritten == null ? "" : "; " + unwritten),
                    next(),
                    null);
        }
        if (unwritten != null) {
            return new Problem(ExitCode.REFUSED, unwritten, "make room, then " + next(), null);
        }
        return inputFailure;
    }

    private String next() {
        return arguments.isResumable()
                ? "run it again with --resume to send the rest"
                : "with --results FILE, --resume sends only the rest";
    }
}
