package io.github.apimreconnect.mockarm;

/** A request as the log shows it: one line, with nothing in it that a terminal would obey. */
final class RequestLine {
    private RequestLine() {}

    static String of(JournalEntry entry) {
        Step step = entry.scripted();
        String line = entry.arrived() + " " + entry.status() + " " + entry.method() + " " + entry.target()
                + (step == null ? "" : " [" + step.times(1) + "]")
                + (entry.refusedBy() == null ? "" : " (" + entry.refusedBy() + ": " + entry.reason() + ")");
        StringBuilder safe = new StringBuilder(line.length());
        line.chars().forEach(c -> safe.append(Character.isISOControl(c) || c > 0x7E ? '?' : (char) c));
        return safe.toString();
    }
}
