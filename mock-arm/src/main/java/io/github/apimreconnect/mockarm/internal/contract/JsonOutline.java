package io.github.apimreconnect.mockarm.internal.contract;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.apimreconnect.mockarm.internal.arm.Json;
import java.io.IOException;

/**
 * Reads JSON to its end but keeps only the upper levels. Deeper objects and array elements are checked for syntax and
 * dropped: as a tree, 1 MiB of empty objects would take 30 MiB.
 */
final class JsonOutline {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser in;

    private JsonOutline(JsonParser in) {
        this.in = in;
    }

    /** Reads one value, keeping that many levels of objects; anything after it is an error. Errors have a location. */
    static JsonNode read(String json, int levels) throws IOException {
        try (JsonParser in = Json.parser(json)) {
            return read(in, levels);
        }
    }

    private static JsonNode read(JsonParser in, int levels) throws IOException {
        try {
            if (in.nextToken() == null) {
                throw new JsonParseException(in, "No content to map due to end-of-input");
            }
            JsonNode value = new JsonOutline(in).value(levels);
            if (in.nextToken() != null) {
                throw new JsonParseException(
                        in, "Trailing token (of type " + in.currentToken() + ") found after value");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw new JsonParseException(in, e.getOriginalMessage(), e);
        }
    }

    private JsonNode value(int levels) throws IOException {
        JsonToken token = in.currentToken();
        return switch (token) {
            case START_OBJECT -> levels > 0 ? object(levels) : skipped(NODES.objectNode());
            case START_ARRAY -> skipped(NODES.arrayNode());
            case VALUE_STRING -> NODES.textNode(in.getText());
            case VALUE_NUMBER_INT -> NODES.numberNode(in.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(in.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> NODES.nullNode();
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new JsonParseException(in, "Unexpected " + token);
        };
    }

    private JsonNode object(int levels) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            in.nextToken();
            object.set(field, value(levels - 1));
        }
        return object;
    }

    private JsonNode skipped(JsonNode empty) throws IOException {
        in.skipChildren();
        return empty;
    }
}
