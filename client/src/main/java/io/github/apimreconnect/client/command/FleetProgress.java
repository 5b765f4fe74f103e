package io.github.apimreconnect.client.command;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Shows how a fleet is getting on, on stderr. */
interface FleetProgress extends AutoCloseable {
    /** Prints a line about something that has happened. */
    void print(String line);

    /** Ends it. */
    @Override
    void close();

    /** Shows a bar on a terminal, and plain lines elsewhere. */
    static FleetProgress start(FleetMeter meter, Report report, Map<String, String> environment) {
        if (isTerminal() && !"dumb".equals(environment.get("TERM"))) {
            return new ProgressBars(meter, report.err(), environment);
        }
        // A thread of its own: the reader of stderr may be slow, and Reactor's timers must not wait for it.
        Scheduler timer = Schedulers.newSingle("apim-reconnect-progress", true);
        return new ProgressLines(meter, report.err(), timer);
    }

    /** Only stderr counts, if the system reveals it: stdin or stdout may be a pipe. Java has no method for it. */
    private static boolean isTerminal() {
        Path stderr = Path.of("/proc/self/fd/2");
        if (!Files.isSymbolicLink(stderr)) {
            return isConsole();
        }
        try {
            String target = Files.readSymbolicLink(stderr).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /** From JDK 22, there is a console even without a terminal, and a method that tells them apart. */
    @SuppressWarnings("SystemConsoleNull") // asked for what it means on either JDK
    private static boolean isConsole() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
