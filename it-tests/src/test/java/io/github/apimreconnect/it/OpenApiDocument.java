package io.github.apimreconnect.it;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.schema.SwaggerV20Library;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.fge.jsonschema.cfg.ValidationConfiguration;
import com.github.fge.jsonschema.core.report.ListReportProvider;
import com.github.fge.jsonschema.core.report.LogLevel;
import com.github.fge.jsonschema.library.Library;
import com.github.fge.jsonschema.main.JsonSchemaFactory;
import com.github.fge.jsonschema.messages.JsonSchemaValidationBundle;
import com.github.fge.msgsimple.bundle.MessageBundle;
import com.github.fge.msgsimple.load.MessageBundles;
import com.github.fge.msgsimple.source.MapMessageSource;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The OpenAPI document, prepared for Atlassian's validator. */
final class OpenApiDocument {
    private OpenApiDocument() {}

    /** Reads the document and applies the differences of the given version; none for the empty version. */
    static OpenAPI read(String yaml, String version) {
        SwaggerParseResult result = new OpenAPIV3Parser().readContents(yaml, List.of(), new ParseOptions());
        if (!result.getMessages().isEmpty()) {
            throw new IllegalArgumentException("Not a valid OpenAPI document: " + result.getMessages());
        }
        OpenAPI api = result.getOpenAPI();
        // The validator ignores OAuth 2 (sent as a bearer token) and document-wide security requirements.
        api.getComponents().getSecuritySchemes().values().stream()
                .filter(scheme -> scheme.getType() == SecurityScheme.Type.OAUTH2)
                .forEach(scheme -> scheme.type(SecurityScheme.Type.HTTP).scheme("bearer"));
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> operation.setSecurity(api.getSecurity()));
        differences(api)
                .filter(difference -> versions(difference).contains(version))
                .forEach(difference -> apply(difference, operation(api)));
        return api;
    }

    /** Returns the versions that differ from the document itself. */
    static Set<String> differing(OpenAPI api) {
        return differences(api)
                .flatMap(difference -> versions(difference).stream())
                .collect(Collectors.toSet());
    }

    private static Operation operation(OpenAPI api) {
        return api.getPaths().values().iterator().next().readOperations().get(0);
    }

    private static Stream<JsonNode> differences(OpenAPI api) {
        JsonNode all = Json.mapper().valueToTree(operation(api).getExtensions().get("x-version-differences"));
        return StreamSupport.stream(all.spliterator(), false);
    }

    private static List<String> versions(JsonNode difference) {
        return StreamSupport.stream(difference.get("versions").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static void apply(JsonNode difference, Operation operation) {
        for (Parameter parameter : operation.getParameters()) {
            JsonNode schema = difference.path("parameters").path(parameter.getName());
            if (!schema.isMissingNode()) {
                parameter.setSchema(Json.mapper().convertValue(schema, new TypeReference<Schema<?>>() {}));
            }
        }
        if (difference.has("body")) {
            refer(operation.getRequestBody().getContent(), difference.get("body"));
        }
        if (difference.has("error")) {
            ApiResponse error = Objects.requireNonNull(operation.getResponses().get(ApiResponses.DEFAULT));
            refer(error.getContent(), difference.get("error"));
        }
    }

    private static void refer(Content content, JsonNode reference) {
        Objects.requireNonNull(content.get("application/json")).setSchema(new Schema<>().$ref(reference.asText()));
    }

    static OpenApiInteractionValidator validator(OpenAPI api) {
        return OpenApiInteractionValidator.createFor(api)
                .withSchemaFactorySupplier(OpenApiDocument::withDurations)
                .build();
    }

    private static JsonSchemaFactory withDurations() {
        Library library = SwaggerV20Library.get()
                .thaw()
                .addFormatAttribute("duration", new DurationFormat())
                .freeze();
        MessageBundle messages = MessageBundles.getBundle(JsonSchemaValidationBundle.class)
                .thaw()
                .appendSource(MapMessageSource.newBuilder()
                        .put("err.format.duration", "Not an ISO 8601 duration")
                        .build())
                .freeze();
        return JsonSchemaFactory.newBuilder()
                .setValidationConfiguration(ValidationConfiguration.newBuilder()
                        .setDefaultLibrary(SwaggerV20Library.OAI_V2_METASCHEMA_URI, library)
                        .setValidationMessages(messages)
                        .freeze())
                // The validator treats each message as an error, and fails on warnings.
                .setReportProvider(new ListReportProvider(LogLevel.ERROR, LogLevel.FATAL))
                .freeze();
    }
}
