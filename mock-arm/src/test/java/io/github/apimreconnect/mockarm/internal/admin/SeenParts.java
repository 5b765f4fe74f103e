package io.github.apimreconnect.mockarm.internal.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** The parts of a document: all of them, or those seen in exchanges. */
final class SeenParts {
    private final DescribedApi api;
    private final Set<String> parts = new TreeSet<>();

    SeenParts(DescribedApi api) {
        this.api = api;
    }

    Set<String> all() {
        return parts;
    }

    void add(String part) {
        parts.add(part);
    }

    /** Adds the fields that a value has. */
    void addFields(JsonNode schema, JsonNode value) {
        addFields(schema, "", value);
    }

    private void addFields(JsonNode described, String outer, JsonNode value) {
        JsonNode schema = api.resolved(described);
        String name = name(described, outer);
        if (schema.has("oneOf")) {
            schema.get("oneOf").forEach(one -> {
                if (api.violations(one, value).isEmpty()) {
                    parts.add(name + " as " + name(one, ""));
                    addFields(one, "", value);
                }
            });
        }
        value.properties().forEach(field -> {
            JsonNode known = schema.path("properties").path(field.getKey());
            String part = name + "." + field.getKey();
            if (known.isMissingNode()) {
                parts.add(name + ".*");
                addFields(schema.path("additionalProperties"), name + ".*", field.getValue());
            } else {
                parts.add(part + (field.getValue().isNull() ? " null" : ""));
                addFields(known, part, field.getValue());
            }
        });
        if (value.isArray()) {
            value.forEach(item -> addFields(schema.path("items"), name + "[]", item));
        }
    }

    /** Adds every field of every schema. */
    void addFieldsOfAllSchemas() {
        api.component("/schemas").properties().forEach(schema -> addDescribed(schema.getValue(), schema.getKey()));
    }

    private void addDescribed(JsonNode schema, String name) {
        schema.path("oneOf").forEach(one -> parts.add(name + " as " + name(one, "")));
        schema.path("properties").properties().forEach(field -> {
            String part = name + "." + field.getKey();
            parts.add(part);
            if (field.getValue().path("nullable").asBoolean()) {
                parts.add(part + " null");
            }
            addDescribed(field.getValue(), part);
        });
        if (schema.path("additionalProperties").isObject()) {
            parts.add(name + ".*");
        }
    }

    private static String name(JsonNode described, String outer) {
        return described.has("$ref") ? described.get("$ref").asText().replaceFirst(".*/", "") : outer;
    }
}
