package io.github.apimreconnect.mockarm.internal.reply;

/**
 * A response header.
 *
 * @param name its name
 * @param value printable ASCII
 */
public record Header(String name, String value) {
    private static final int MAX = 500;

    /** Creates a header that may hold caller input: anything but printable ASCII becomes a question mark. */
    public static Header ofText(String name, String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            ascii.append(c >= 0x20 && c <= 0x7E ? c : '?');
        }
        return new Header(name, ascii.toString());
    }

    /** Like {@link #ofText}, but truncated to a readable length. */
    static Header shortened(String name, String text) {
        return ofText(name, text.length() > MAX ? text.substring(0, MAX) + "..." : text);
    }
}
