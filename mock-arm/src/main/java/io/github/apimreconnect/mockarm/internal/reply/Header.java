package io.github.apimreconnect.mockarm.internal.reply;

import io.github.apimreconnect.mockarm.internal.arm.VisibleText;

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
        return new Header(name, VisibleText.ascii(text));
    }

    /** Like {@link #ofText}, but truncated to a readable length. */
    static Header shortened(String name, String text) {
        return ofText(name, VisibleText.shortened(text, MAX));
    }
}
