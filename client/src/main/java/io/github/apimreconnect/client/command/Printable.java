package io.github.apimreconnect.client.command;

/** Makes text from a server or library safe for a terminal: one line, bounded, without control sequences. */
final class Printable {
    private static final int LONGEST = 2_000;

    private Printable() {}

    /** Escapes control, format (bidirectional and zero-width) and unpaired characters; line breaks become spaces. */
    static String of(String text) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), LONGEST));
        text.strip().codePoints().limit(LONGEST).forEach(c -> append(shown, c));
        if (text.strip().codePointCount(0, text.strip().length()) > LONGEST) {
            shown.append("...");
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        if (c == '\r' || c == '\n' || c == '\t') {
            shown.append(' ');
        } else if (isUnsafe(c)) {
            Character.toString(c).chars().forEach(unit -> shown.append(String.format("\\u%04x", unit)));
        } else {
            shown.appendCodePoint(c);
        }
    }

    private static boolean isUnsafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
