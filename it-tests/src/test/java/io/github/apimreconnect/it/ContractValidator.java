package io.github.apimreconnect.it;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.Response;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.swagger.v3.oas.models.OpenAPI;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Checks an exchange against the OpenAPI document of its api-version, with a validator that shares no code with the
 * mock. The request must be valid if and only if the mock does not refuse it by contract; the answer must always be
 * valid.
 */
final class ContractValidator {
    private static final String DOCUMENT = "/contract/backend-reconnect.yaml";

    /** The validator for the shipped document. Thread-safe. */
    static final ContractValidator SHIPPED = new ContractValidator(document());

    private final String document;
    /**
     * By api-version; the empty one is for all that do not differ. Cached, as parsing the document takes most of the
     * time.
     */
    private final Map<String, OpenApiInteractionValidator> validators = new ConcurrentHashMap<>();

    private final Set<String> differing;
    private final String path;

    ContractValidator(String document) {
        this.document = document;
        OpenAPI api = OpenApiDocument.read(document, "");
        this.path = api.getPaths().keySet().iterator().next();
        this.differing = OpenApiDocument.differing(api);
    }

    static String document() {
        try (InputStream in = ContractValidator.class.getResourceAsStream(DOCUMENT)) {
            if (in == null) {
                throw new IllegalStateException("Not on the class path: " + DOCUMENT);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the violations in an exchange. */
    List<String> complaints(Exchange exchange) {
        OpenApiInteractionValidator validator = validator(exchange.request());
        ValidationReport request = validator.validateRequest(request(exchange.request()));
        // The document has one operation, whose answers also cover requests that match no operation.
        ValidationReport answer = validator.validateResponse(path, Request.Method.POST, answer(exchange.answer()));
        Refusal refusal = Refusal.of(exchange.answer());
        List<String> complaints = new ArrayList<>();
        if (text(request.merge(answer)).contains("unknownError")) {
            complaints.add("The validator itself fails: " + text(request.merge(answer)));
        }
        if (request.hasErrors() && refusal == Refusal.NONE) {
            complaints.add("The mock accepts what breaks the contract: " + text(request));
        }
        if (!request.hasErrors() && refusal == Refusal.BY_CONTRACT) {
            complaints.add("The mock refuses what the contract allows: "
                    + exchange.answer().bytes());
        }
        if (answer.hasErrors()) {
            complaints.add("The answer breaks the contract: " + text(answer));
        }
        return complaints;
    }

    private OpenApiInteractionValidator validator(Message<FullHttpRequest> request) {
        List<String> versions =
                new QueryStringDecoder(request.http().uri()).parameters().getOrDefault("api-version", List.of(""));
        String version = differing.contains(versions.get(0)) ? versions.get(0) : "";
        return validators.computeIfAbsent(
                version, asked -> OpenApiDocument.validator(OpenApiDocument.read(document, asked)));
    }

    private static Request request(Message<FullHttpRequest> message) {
        QueryStringDecoder target = new QueryStringDecoder(message.http().uri());
        SimpleRequest.Builder request =
                new SimpleRequest.Builder(message.http().method().name(), target.rawPath());
        target.parameters().forEach(request::withQueryParam);
        headers(message).forEach(header -> request.withHeader(header.getKey(), header.getValue()));
        return message.body().length == 0
                ? request.build()
                : request.withBody(message.body()).build();
    }

    private static Response answer(Message<FullHttpResponse> message) {
        SimpleResponse.Builder answer =
                SimpleResponse.Builder.status(message.http().status().code());
        headers(message).forEach(header -> answer.withHeader(header.getKey(), header.getValue()));
        return message.body().length == 0
                ? answer.build()
                : answer.withBody(message.body()).build();
    }

    private static List<Map.Entry<String, String>> headers(Message<? extends FullHttpMessage> message) {
        return message.http().headers().entries();
    }

    private static String text(ValidationReport report) {
        return report.getMessages().stream()
                .map(message -> message.getKey() + ": " + message.getMessage())
                .collect(Collectors.joining("; "));
    }
}
