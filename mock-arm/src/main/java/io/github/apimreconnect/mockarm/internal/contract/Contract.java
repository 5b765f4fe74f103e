package io.github.apimreconnect.mockarm.internal.contract;

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
import io.github.apimreconnect.mockarm.internal.arm.Iso8601Duration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The compiled OpenAPI document, the single source of the api-versions, the name rules and the body schema.
 *
 * @param version the version that the document describes
 * @param apiVersions the versions that have the operation, oldest first
 * @param rules the rules of that version and of any unlisted one
 * @param differing the rules of the versions that differ from it
 * @param body the schema of the body
 */
public record Contract(
        String version,
        List<String> apiVersions,
        VersionRules rules,
        Map<String, VersionRules> differing,
        Schema body) {
    private static final String RESOURCE = "/contract/backend-reconnect.yaml";
    private static final String OPERATION = "/paths/~1subscriptions~1{subscriptionId}~1resourceGroups"
            + "~1{resourceGroupName}~1providers~1Microsoft.ApiManagement~1service~1{serviceName}"
            + "~1backends~1{backendId}~1reconnect/post";

    /** Compiled once per JVM; immutable. */
    private static final byte[] DOCUMENT = read();

    private static final Contract SHIPPED = compile(DOCUMENT);

    public static Contract shipped() {
        return SHIPPED;
    }

    /** Returns the document as shipped. */
    public static byte[] document() {
        return DOCUMENT.clone();
    }

    private static byte[] read() {
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

    /** Returns the rules of a version; an unlisted one has those of the document itself. */
    public VersionRules rules(@Nullable String asked) {
        // Fast path: nearly all requests use that version.
        return asked == null || asked.equals(version) ? rules : differing.getOrDefault(asked, rules);
    }

    /** Returns the schema violations of a body, in the schema's order; empty if there are none. */
    List<Error> violations(JsonNode json) {
        return body.validate(json);
    }

    private static Schema bodySchema(JsonNode root, JsonNode operation) {
        ObjectNode schema = required(operation, "/requestBody/content/application~1json/schema")
                .deepCopy();
        // Its references point into the document.
        schema.set("components", required(root, "/components"));
        // Only those OpenAPI 3.0 keywords that the schema uses, so that a misspelled one does not compile. OpenAPI's
        // format "duration" is RFC 3339's, which has no fractional seconds; the service's does.
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
        // Otherwise formats are not validated.
        SchemaRegistryConfig formatsCount =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        Schema compiled = SchemaRegistry.withDialect(dialect, registry -> registry.schemaRegistryConfig(formatsCount))
                .getSchema(schema);
        // Resolves the references, or throws.
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
