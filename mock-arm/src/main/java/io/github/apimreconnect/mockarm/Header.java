package io.github.apimreconnect.mockarm;

/**
 * A header of an answer.
 *
 * @param name its name
 * @param value printable ASCII
 */
record Header(String name, String value) {
    private static final int MAX = 500;

    /** A header whose value may hold what a caller sent: anything else than printable ASCII shows as a question mark. */
    static Header ofText(String name, String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            ascii.append(c >= 0x20 && c <= 0x7E ? c : '?');
        }
        return new Header(name, ascii.toString());
    }

    /** The same, of no more length than a reader wants. */
    static Header shortened(String name, String text) {
        return ofText(name, text.length() > MAX ? text.substring(0, MAX) + "..." : text);
    }
}
