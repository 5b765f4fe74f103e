package io.github.apimreconnect.it.live;

/**
 * A part of an answer in which ARM and the mock differ, as Markdown.
 *
 * @param arm what ARM sends
 * @param mock what the mock sends
 */
record Difference(String arm, String mock) {
    /** Returns text as inline code for a cell of a table. */
    static String code(String text) {
        return "`" + text.replace('`', '\'').replace("|", "\\|") + "`";
    }
}
