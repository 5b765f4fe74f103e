package io.github.apimreconnect.mockarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.DialectId;
import com.networknt.schema.format.Format;
import com.networknt.schema.keyword.AnnotationKeyword;
import com.networknt.schema.keyword.DisallowUnknownKeywordFactory;
import com.networknt.schema.keyword.KeywordType;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI document, compiled. It is the one source of api-versions, of the rules for names and of the body's schema.
 *
 * @param version the version whose document it is
 * @param apiVersions the versions that have the operation, oldest first
 * @param rules the rules of that version, and of any that is not listed
 * @param differing the rules of the versions that differ from it
 * @param body the schema of the body
 */
record Contract(
        String version,
        List<String> apiVersions,
        VersionRules rules,
        Map<String, VersionRules> differing,
        Schema body) {
    private static final String RESOURCE = "/contract/backend-reconnect.yaml";
    private static final String OPERATION = "/paths/~1subscriptions~1{subscriptionId}~1resourceGroups"
            + "~1{resourceGroupName}~1providers~1Microsoft.ApiManagement~1service~1{serviceName}"
            + "~1backends~1{backendId}~1reconnect/post";

    /** Compiled once a JVM; immutable. */
    private static final Contract SHIPPED = compile(document());

    static Contract shipped() {
        return SHIPPED;
    }

    /** Returns the document as shipped. */
    static byte[] document() {
        try (InputStream in = Contract.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The contract is missing from the class path: " + RESOURCE);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles a document, or throws: a mock that enforces half a contract is worse than none. */
    static Contract compile(byte[] document) {
        try {
            JsonNode root = YamlTree.read(document);
            JsonNode operation = required(root, OPERATION);
            List<String> versions = new ArrayList<>();
            required(parameter(operation, "api-version"), "/enum").forEach(version -> versions.add(version.asText()));
            VersionReader rules = new VersionReader(root, operation, versions);
            return new Contract(
                    required(root, "/info/version").asText(),
                    List.copyOf(versions),
                    rules.baseline(),
                    rules.differing(),
                    bodySchema(root, operation));
        } catch (IOException e) {
            throw new UncheckedIOException("The contract is not readable as YAML", e);
        }
    }

    /** Returns the rules of a version; those of the document itself for one that is not listed. */
    VersionRules rules(@Nullable String asked) {
        // Nearly all requests are of that version.
        return asked == null || asked.equals(version) ? rules : differing.getOrDefault(asked, rules);
    }

    /** Returns what the schema has against a body, in its own order; empty if nothing. */
    List<Error> violations(JsonNode json) {
        return body.validate(json);
    }

    private static Schema bodySchema(JsonNode root, JsonNode operation) {
        ObjectNode schema = required(operation, "/requestBody/content/application~1json/schema")
                .deepCopy();
        // References in it point into the document.
        schema.set("components", required(root, "/components"));
        // Of OpenAPI 3.0, what the schema uses and no more, so that a misspelt keyword does not compile. The format
        // "duration" of OpenAPI is RFC 3339's, which has no fractions of a second; the service's has.
        Dialect dialect = Dialect.builder(DialectId.OPENAPI_3_0)
                .specificationVersion(SpecificationVersion.DRAFT_4)
                .keywords(List.of(
                        KeywordType.TYPE,
                        KeywordType.FORMAT,
                        KeywordType.PROPERTIES,
                        KeywordType.READ_ONLY,
                        KeywordType.REF,
                        new AnnotationKeyword("description"),
                        new NonValidationKeyword(VersionReader.MINIMUM),
                        new NonValidationKeyword("components")))
                .format(new DurationFormat())
                .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
                .build();
        // Without the switch a format is a comment.
        SchemaRegistryConfig formatsCount =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        Schema compiled = SchemaRegistry.withDialect(dialect, registry -> registry.schemaRegistryConfig(formatsCount))
                .getSchema(schema);
        // References are resolved here, or this throws.
        compiled.initializeValidators();
        return compiled;
    }

    static JsonNode parameter(JsonNode operation, String name) {
        for (JsonNode parameter : required(operation, "/parameters")) {
            if (parameter.path("name").asText().equals(name)) {
                return required(parameter, "/schema");
            }
        }
        throw new IllegalStateException("The contract has no parameter " + name);
    }

    static JsonNode required(JsonNode node, String pointer) {
        JsonNode found = node.at(pointer);
        if (found.isMissingNode()) {
            throw new IllegalStateException("The contract has no " + pointer);
        }
        return found;
    }

    private static final class DurationFormat implements Format {
        @Override
        public String getName() {
            return "duration";
        }

        @Override
        public String getMessageKey() {
            return "format.duration";
        }

        @Override
        public boolean matches(ExecutionContext context, String value) {
            return Iso8601Duration.parse(value).isPresent();
        }
    }
}
