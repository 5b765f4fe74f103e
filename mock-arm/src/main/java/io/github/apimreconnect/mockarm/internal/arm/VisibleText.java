package io.github.apimreconnect.mockarm.internal.arm;

/** Text from callers, made safe to show: short, one line, nothing invisible. */
public final class VisibleText {
    private VisibleText() {}

    /**
     * Returns a text of at most {@code most} characters, and three dots if it was longer. Control and format characters,
     * line separators, lone surrogates and what Unicode has not assigned become escapes such as {@code \u001b}, for
     * terminals, log collectors and XML 1.0.
     */
    public static String of(String text, int most) {
        StringBuilder visible = new StringBuilder(Math.min(text.length(), most) + 10);
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            String shown = isVisible(point) ? Character.toString(point) : escaped(point);
            if (visible.length() + shown.length() > most) {
                return visible.append("...").toString();
            }
            visible.append(shown);
        }
        return visible.toString();
    }

    /** Returns a text with a question mark for anything but printable ASCII, as a header value must have. */
    public static String ascii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            ascii.append(c >= 0x20 && c <= 0x7E ? c : '?');
        }
        return ascii.toString();
    }

    /** Returns a text of at most {@code most} characters, and three dots if it was longer; its characters stay. */
    public static String shortened(String text, int most) {
        return text.length() > most ? text.substring(0, most) + "..." : text;
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static String escaped(int point) {
        StringBuilder escaped = new StringBuilder();
        for (char half : Character.toChars(point)) {
            escaped.append(String.format("\\u%04x", (int) half));
        }
        return escaped.toString();
    }
}
