package io.github.apimreconnect.mockarm.internal.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The OpenAPI document of the admin API, read as any other program would, but strict about unknown fields. */
final class DescribedApi {
    static final DescribedApi SHIPPED = new DescribedApi();

    private static final String PREFIX = "/_mock/";

    private final ObjectNode root;
    private final ObjectNode closedComponents;
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    private DescribedApi() {
        try {
            this.root = (ObjectNode) YAMLMapper.builder().build().readTree(AdminDocument.shipped());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.closedComponents = root.required("components").deepCopy();
        close(closedComponents);
    }

    /**
     * A method of a page.
     *
     * @param page the path below {@code /_mock/}
     * @param method in capitals
     * @param json its description
     */
    record Operation(String page, String method, JsonNode json) {
        String id() {
            return json.path("operationId").asText();
        }

        @Override
        public String toString() {
            return method + " /_mock/" + page;
        }
    }

    JsonNode root() {
        return root;
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.required("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operations.add(new Operation(
                                path.getKey().substring(PREFIX.length()),
                                method.getKey().toUpperCase(Locale.ROOT),
                                method.getValue()))));
        return operations;
    }

    Operation operation(String method, String page) {
        return operations().stream()
                .filter(one -> one.method().equals(method) && one.page().equals(page))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Not described: " + method + " " + page));
    }

    List<JsonNode> parameters(Operation operation) {
        return stream(operation.json().path("parameters")).map(this::resolved).toList();
    }

    List<Integer> statuses(Operation operation) {
        List<Integer> statuses = new ArrayList<>();
        operation.json().required("responses").fieldNames().forEachRemaining(one -> statuses.add(Integer.valueOf(one)));
        return statuses;
    }

    /** Returns a response, or a missing node. */
    JsonNode response(Operation operation, int status) {
        return resolved(operation.json().required("responses").path(Integer.toString(status)));
    }

    JsonNode body(Operation operation) {
        return operation.json().at("/requestBody/content/application~1json/schema");
    }

    /** Follows a reference, if the node is one. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
    }

    JsonNode component(String pointer) {
        return root.required("components").at(pointer);
    }

    /** Returns how a value violates a schema. */
    List<String> violations(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    private Schema compile(JsonNode schema) {
        ObjectNode whole = root.objectNode();
        JsonNode closed = schema.deepCopy();
        close(closed);
        whole.putArray("allOf").add(closed);
        whole.set("components", closedComponents);
        SchemaRegistryConfig formatsCount =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        Schema made = SchemaRegistry.withDialect(
                        Dialects.getOpenApi30(), registry -> registry.schemaRegistryConfig(formatsCount))
                .getSchema(whole);
        made.initializeValidators();
        return made;
    }

    /** Forbids fields that are not described; in the document, responses may get more. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("type").asText().equals("object")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(DescribedApi::close);
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
