package io.github.apimreconnect.mockarm.internal.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.apimreconnect.mockarm.internal.admin.DescribedApi.Operation;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request that violates the document in one place.
 *
 * @param operation the operation
 * @param query the query
 * @param body the body, or empty
 * @param field the parameter or field at fault
 */
record Violation(Operation operation, String query, String body, String field) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Returns all violations that follow from the schemas of an operation. */
    static List<Violation> of(DescribedApi api, Operation operation) {
        List<Violation> all = new ArrayList<>();
        all.add(new Violation(operation, "nonsense=1", "", "nonsense"));
        for (JsonNode parameter : api.parameters(operation)) {
            String name = parameter.required("name").asText();
            all.add(new Violation(operation, name + "=1&" + name + "=1", "", name));
            String needed = name.equals("timeout") ? "await=1&" : "";
            for (JsonNode bad : badValues(api.resolved(parameter.required("schema")), true)) {
                String text = URLEncoder.encode(bad.asText(), StandardCharsets.UTF_8);
                all.add(new Violation(operation, needed + name + "=" + text, "", name));
            }
        }
        JsonNode body = api.resolved(api.body(operation));
        if (!body.isMissingNode()) {
            badObjects(api, body, "")
                    .forEach((field, objects) ->
                            objects.forEach(object -> all.add(new Violation(operation, "", object.toString(), field))));
        }
        return all;
    }

    /** Returns objects that violate a schema, by the field at fault; empty for the object itself. */
    private static Map<String, List<JsonNode>> badObjects(DescribedApi api, JsonNode schema, String prefix) {
        Map<String, List<JsonNode>> all = new LinkedHashMap<>();
        ObjectNode good = good(api, schema);
        all.put(prefix + "nonsense", List.of(good.deepCopy().put("nonsense", 1)));
        schema.path("required").forEach(name -> {
            ObjectNode without = good.deepCopy();
            without.remove(name.asText());
            all.put(prefix + name.asText(), new ArrayList<>(List.of(without)));
        });
        schema.path("properties").properties().forEach(property -> {
            String name = property.getKey();
            JsonNode field = api.resolved(property.getValue());
            List<JsonNode> bad = all.computeIfAbsent(prefix + name, unused -> new ArrayList<>());
            badValues(field, false).forEach(value -> bad.add(good.deepCopy().set(name, value)));
            if (field.path("type").asText().equals("object")) {
                badObjects(api, field, prefix + name + ".")
                        .forEach((inner, objects) -> all.put(
                                inner,
                                objects.stream()
                                        .<JsonNode>map(object -> good.deepCopy().set(name, object))
                                        .toList()));
            }
            if (field.has("items")) {
                badItems(api, field.required("items"), prefix + name + "[0]")
                        .forEach((item, values) -> all.put(
                                item,
                                values.stream()
                                        .<JsonNode>map(value -> good.deepCopy()
                                                .set(name, NODES.arrayNode().add(value)))
                                        .toList()));
            }
        });
        return all;
    }

    /** Returns items that violate each of the schemas they may have, by the field at fault. */
    private static Map<String, List<JsonNode>> badItems(DescribedApi api, JsonNode items, String at) {
        Map<String, List<JsonNode>> all = new LinkedHashMap<>();
        JsonNode schema = api.resolved(items);
        for (JsonNode one :
                schema.has("oneOf") ? schema.get("oneOf") : NODES.arrayNode().add(schema)) {
            JsonNode variant = api.resolved(one);
            if (variant.has("properties")) {
                all.putAll(badObjects(api, variant, at + "."));
            } else {
                all.put(at, badValues(variant, false));
            }
        }
        all.replaceAll((field, values) -> values.stream()
                .filter(value -> !api.violations(items, value).isEmpty())
                .toList());
        return all;
    }

    private static ObjectNode good(DescribedApi api, JsonNode schema) {
        ObjectNode good = NODES.objectNode();
        schema.path("required")
                .forEach(name -> good.set(
                        name.asText(), goodValue(api, schema.path("properties").path(name.asText()))));
        return good;
    }

    private static JsonNode goodValue(DescribedApi api, JsonNode described) {
        JsonNode schema = api.resolved(described);
        if (schema.has("oneOf")) {
            return NODES.textNode("reset");
        }
        if (schema.has("enum")) {
            return schema.at("/enum/0");
        }
        if (schema.has("items")) {
            return NODES.arrayNode().add(goodValue(api, schema.get("items")));
        }
        return schema.has("minimum") ? schema.get("minimum") : NODES.textNode("PT2M");
    }

    /** Returns values that violate a schema; in a query, all are text. */
    private static List<JsonNode> badValues(JsonNode schema, boolean inQuery) {
        List<JsonNode> bad = new ArrayList<>();
        String type = schema.path("type").asText();
        for (JsonNode other : List.of(
                NODES.textNode("x y"),
                NODES.numberNode(7),
                NODES.booleanNode(true),
                NODES.nullNode(),
                NODES.arrayNode(),
                NODES.objectNode())) {
            boolean sameType = switch (type) {
                case "string" -> other.isTextual();
                case "integer" -> other.isInt();
                case "boolean" -> other.isBoolean();
                case "array" -> other.isArray() && !schema.has("minItems");
                case "object" -> other.isObject();
                default -> false;
            };
            if (!sameType && !(inQuery && (type.equals("string") || other.isContainerNode()))) {
                bad.add(other);
            }
        }
        if (schema.has("minimum")) {
            bad.add(NODES.numberNode(schema.get("minimum").bigIntegerValue().subtract(BigInteger.ONE)));
        }
        if (schema.has("maximum")) {
            bad.add(NODES.numberNode(schema.get("maximum").bigIntegerValue().add(BigInteger.ONE)));
            bad.add(NODES.textNode("1.5"));
        }
        if (schema.has("maxLength")) {
            bad.add(NODES.textNode("x".repeat(schema.get("maxLength").intValue() + 1)));
        }
        if (schema.has("minLength")) {
            bad.add(NODES.textNode(""));
        }
        if (schema.has("pattern")
                || schema.has("enum")
                || schema.path("format").asText().equals("date-time")) {
            bad.add(NODES.textNode("nonsense"));
            bad.add(NODES.textNode(""));
        }
        return bad;
    }

    @Override
    public String toString() {
        String shown = query + body;
        return operation + " " + (shown.length() > 100 ? shown.substring(0, 100) + "..." : shown);
    }
}
