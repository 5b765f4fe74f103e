package io.github.apimreconnect.it;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.schema.SwaggerV20Library;
import com.github.fge.jsonschema.cfg.ValidationConfiguration;
import com.github.fge.jsonschema.core.report.ListReportProvider;
import com.github.fge.jsonschema.core.report.LogLevel;
import com.github.fge.jsonschema.library.Library;
import com.github.fge.jsonschema.main.JsonSchemaFactory;
import com.github.fge.jsonschema.messages.JsonSchemaValidationBundle;
import com.github.fge.msgsimple.bundle.MessageBundle;
import com.github.fge.msgsimple.load.MessageBundles;
import com.github.fge.msgsimple.source.MapMessageSource;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.List;

/** The OpenAPI document, as Atlassian's validator is to read it. */
final class OpenApiDocument {
    private OpenApiDocument() {}

    static OpenAPI read(String yaml) {
        SwaggerParseResult result = new OpenAPIV3Parser().readContents(yaml, List.of(), new ParseOptions());
        if (!result.getMessages().isEmpty()) {
            throw new IllegalArgumentException("No OpenAPI document: " + result.getMessages());
        }
        OpenAPI api = result.getOpenAPI();
        // It passes over OAuth 2, which is a bearer token on the wire, and over what is said once for all operations.
        api.getComponents().getSecuritySchemes().values().stream()
                .filter(scheme -> scheme.getType() == SecurityScheme.Type.OAUTH2)
                .forEach(scheme -> scheme.type(SecurityScheme.Type.HTTP).scheme("bearer"));
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> operation.setSecurity(api.getSecurity()));
        return api;
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
                        .put("err.format.duration", "No ISO 8601 duration")
                        .build())
                .freeze();
        return JsonSchemaFactory.newBuilder()
                .setValidationConfiguration(ValidationConfiguration.newBuilder()
                        .setDefaultLibrary(SwaggerV20Library.OAI_V2_METASCHEMA_URI, library)
                        .setValidationMessages(messages)
                        .freeze())
                // It takes each message for an error, and falls over warnings.
                .setReportProvider(new ListReportProvider(LogLevel.ERROR, LogLevel.FATAL))
                .freeze();
    }
}
