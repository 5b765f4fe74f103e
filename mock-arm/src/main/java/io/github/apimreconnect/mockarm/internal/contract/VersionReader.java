package io.github.apimreconnect.mockarm.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rules of each api-version from the OpenAPI document; throws on anything unknown. */
final class VersionReader {
    static final String MINIMUM = "x-documented-minimum";

    private static final String DIFFERENCES = "x-version-differences";
    private static final Set<String> FIELDS = Set.of("versions", "parameters", "body", "error");
    private static final String SUBSCRIPTION = "subscriptionId";
    private static final List<String> NAMES = List.of("resourceGroupName", "serviceName", "backendId");

    private final JsonNode root;
    private final JsonNode operation;
    private final List<String> versions;

    VersionReader(JsonNode root, JsonNode operation, List<String> versions) {
        this.root = root;
        this.operation = operation;
        this.versions = versions;
    }

    VersionRules baseline() {
        return new VersionRules(
                NameRule.of(SUBSCRIPTION, Contract.parameter(operation, SUBSCRIPTION)),
                NAMES.stream()
                        .map(name -> NameRule.of(name, Contract.parameter(operation, name)))
                        .toList(),
                minimum(Contract.required(operation, "/requestBody/content/application~1json/schema/$ref")),
                nested(Contract.required(operation, "/responses/default/content/application~1json/schema/$ref")));
    }

    Map<String, VersionRules> differing() {
        VersionRules baseline = baseline();
        Map<String, VersionRules> differing = new HashMap<>();
        for (JsonNode difference : Contract.required(operation, "/" + DIFFERENCES)) {
            VersionRules rules = rules(baseline, difference);
            for (JsonNode version : Contract.required(difference, "/versions")) {
                if (!versions.contains(version.asText()) || differing.put(version.asText(), rules) != null) {
                    throw new IllegalStateException("The contract has " + version + " twice or not at all");
                }
            }
        }
        return Map.copyOf(differing);
    }

    private VersionRules rules(VersionRules baseline, JsonNode difference) {
        known(difference, FIELDS);
        JsonNode parameters = difference.path("parameters");
        Set<String> all = new HashSet<>(NAMES);
        all.add(SUBSCRIPTION);
        known(parameters, all);
        List<NameRule> names = new ArrayList<>();
        for (NameRule usual : baseline.names()) {
            names.add(rule(usual, parameters));
        }
        return new VersionRules(
                rule(baseline.subscription(), parameters),
                List.copyOf(names),
                difference.has("body") ? minimum(difference.get("body")) : baseline.documentedMinimum(),
                difference.has("error") ? nested(difference.get("error")) : baseline.nestedErrors());
    }

    private static NameRule rule(NameRule usual, JsonNode parameters) {
        JsonNode schema = parameters.path(usual.parameter());
        return schema.isMissingNode() ? usual : NameRule.of(usual.parameter(), schema);
    }

    private static void known(JsonNode node, Set<String> fields) {
        node.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                throw new IllegalStateException("The contract has " + field + " in " + DIFFERENCES);
            }
        });
    }

    private @Nullable Duration minimum(JsonNode body) {
        JsonNode after = Contract.required(schema(body), "/properties/properties/properties/after");
        return after.has(MINIMUM) ? Duration.parse(after.get(MINIMUM).asText()) : null;
    }

    private boolean nested(JsonNode error) {
        return Contract.required(schema(error), "/properties").has("error");
    }

    /** Returns the target of a reference such as {@code #/components/schemas/ErrorResponse}. */
    private JsonNode schema(JsonNode reference) {
        return Contract.required(root, reference.asText().substring(1));
    }
}
