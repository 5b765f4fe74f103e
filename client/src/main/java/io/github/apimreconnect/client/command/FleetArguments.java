package io.github.apimreconnect.client.command;

import io.github.apimreconnect.client.FleetOptions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a fleet. */
final class FleetArguments {
    /** The options that need {@code --fleet}. */
    static final Set<String> FLEET_ONLY =
            Set.of("--results", "--resume", "--dry-run", "--concurrency", "--stop-after", "--budget", "--budget-share");

    @Option(
            names = "--fleet",
            paramLabel = "FILE",
            description = "Reconnect to all backends of a file, one ARM id a line; # begins a comment, - is stdin.")
    private @Nullable String fleet;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description = "Add a line of JSON for each outcome as it arrives. Must be new or empty, or --resume.")
    private @Nullable String results;

    @Option(names = "--resume", description = "Skip what --results lists as accepted, and append to it.")
    private boolean resume;

    @Option(names = "--dry-run", description = "Check the fleet, print how long it will take, and send nothing.")
    private boolean dryRun;

    @Option(names = "--concurrency", paramLabel = "N", description = "Most requests in flight. Default: 64")
    private @Nullable Integer concurrency;

    @Option(
            names = "--stop-after",
            paramLabel = "N",
            description = "Send nothing more after so many refusals and failures.")
    private @Nullable Integer stopAfter;

    @Option(
            names = "--budget",
            paramLabel = "CAPACITY/REFILL",
            converter = Budget.Converter.class,
            description = "Write bucket of each subscription, refilled each second. Default: 200/10, which is ARM's")
    private @Nullable Budget budget;

    @Option(
            names = "--budget-share",
            paramLabel = "X",
            description = "Share of the bucket to use, up to 1, so that other tools keep the rest. Default: 1")
    private @Nullable Double budgetShare;

    /** Returns whether a fleet is to be reconnected. */
    boolean isGiven() {
        return fleet != null;
    }

    String file() {
        return fleet == null ? "" : fleet;
    }

    /** Returns whether another run can take up from the results. */
    boolean isResumable() {
        return results != null;
    }

    boolean isResume() {
        return resume;
    }

    boolean isDryRun() {
        return dryRun;
    }

    int concurrency() {
        return concurrency == null ? new FleetOptions().getConcurrency() : concurrency;
    }

    /**
     * Rejects options that do not go together.
     *
     * @param target the options for a single backend
     * @throws BadArguments if there are any; the message names them
     */
    void check(Target target) {
        List<String> own = given();
        if (fleet == null) {
            if (!own.isEmpty()) {
                throw new BadArguments(own.get(0) + " needs --fleet FILE");
            }
            return;
        }
        if (!target.given().isEmpty()) {
            throw new BadArguments("Give --fleet or " + target.given().get(0) + ", not both");
        }
        if (fleet.isEmpty()) {
            throw new BadArguments("--fleet must name a file, but was empty");
        }
        if (resume && results == null) {
            throw new BadArguments("--resume needs --results FILE, the file of the run to resume");
        }
    }

    private List<String> given() {
        List<String> names = new ArrayList<>();
        add(names, "--results", results != null);
        add(names, "--resume", resume);
        add(names, "--dry-run", dryRun);
        add(names, "--concurrency", concurrency != null);
        add(names, "--stop-after", stopAfter != null);
        add(names, "--budget", budget != null);
        add(names, "--budget-share", budgetShare != null);
        return names;
    }

    private static void add(List<String> names, String name, boolean given) {
        if (given) {
            names.add(name);
        }
    }

    /** Returns the results file, or null if there is none. */
    @Nullable
    Path results() {
        if (results == null) {
            return null;
        }
        try {
            if (!results.isEmpty() && !results.equals("-")) {
                return Path.of(results);
            }
        } catch (InvalidPathException e) {
            // Reported below.
        }
        throw new BadArguments("--results must name a file, but was '" + Printable.of(results) + "'");
    }

    /**
     * Returns the library's settings.
     *
     * @throws BadArguments if a value is out of its range
     */
    FleetOptions options(@Nullable After after) {
        FleetOptions options = new FleetOptions();
        if (after != null && after.to() != null) {
            options.setAfterSpread(after.from(), after.to());
        } else if (after != null) {
            options.setAfter(after.from());
        }
        Integer most = concurrency;
        if (most != null) {
            set("--concurrency", () -> options.setConcurrency(most));
        }
        Integer stop = stopAfter;
        if (stop != null) {
            set("--stop-after", () -> options.setStopAfter(stop));
        }
        Budget bucket = budget;
        if (bucket != null) {
            set("--budget", () -> options.setWriteBudget(bucket.capacity(), bucket.refillPerSecond()));
        }
        Double share = budgetShare;
        if (share != null) {
            set("--budget-share", () -> options.setBudgetShare(share));
        }
        return options;
    }

    private static void set(String option, Runnable setter) {
        try {
            setter.run();
        } catch (IllegalArgumentException e) {
            String rule = String.valueOf(e.getMessage()).replaceFirst("^'(\\w+\\.)?(\\w+)' ", "");
            throw new BadArguments(option + " " + rule);
        }
    }
}
