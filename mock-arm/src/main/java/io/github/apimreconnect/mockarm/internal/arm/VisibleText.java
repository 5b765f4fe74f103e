package io.github.apimreconnect.mockarm.internal.arm;

/** Text from callers, made safe for terminals, log collectors and XML 1.0: one line, nothing invisible. */
public final class VisibleText {
    private VisibleText() {}

    /**
     * Returns a text of at most {@code most} characters, and three dots if it was longer. Control and format characters,
     * line separators, lone surrogates and what Unicode has not assigned become escapes such as {@code \u001b}.
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
