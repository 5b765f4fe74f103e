package io.github.apimreconnect.mockarm.internal.dispatch;

import com.fasterxml.jackson.databind.JsonNode;

/** The size of a JSON tree: its levels, and approximately the bytes it holds in memory. */
final class JsonSize {
    private static final int CONTAINER = 160;
    private static final int FIELD = 100;
    private static final int VALUE = 64;

    private int levels;
    private long bytes;

    private JsonSize() {}

    /** Measures a tree, whose depth the parser has limited. */
    static JsonSize of(JsonNode json) {
        JsonSize size = new JsonSize();
        size.add(json, 0);
        return size;
    }

    private void add(JsonNode node, int above) {
        if (node.isContainerNode()) {
            levels = Math.max(levels, above + 1);
            bytes += CONTAINER;
            node.fieldNames().forEachRemaining(name -> bytes += FIELD + 2L * name.length());
            node.forEach(child -> add(child, above + 1));
        } else {
            bytes += VALUE
                    + (node.isTextual()
                            ? 2L * node.textValue().length()
                            : node.isNumber() ? node.asText().length() : 0);
        }
    }

    int levels() {
        return levels;
    }

    long bytes() {
        return bytes;
    }
}
