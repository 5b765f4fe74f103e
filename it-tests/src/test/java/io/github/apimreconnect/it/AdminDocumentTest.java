package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.MockArm;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The OpenAPI document of the admin API, as OpenAPI tools other than the mock's read it. */
final class AdminDocumentTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final MockArm MOCK =
            MockArm.builder().auth(Auth.NONE).virtualClock().start();

    private static String document = "";

    @BeforeAll
    static void fetch() throws IOException, InterruptedException {
        document = send("GET", "/_mock/admin.yaml", "").body();
        send(
                "POST",
                "/subscriptions/0f8fad5b-d9cb-469f-a165-70867728950e/resourceGroups/rg1/providers"
                        + "/Microsoft.ApiManagement/service/s1/backends/b1/reconnect?api-version=2023-05-01-preview",
                "");
    }

    @AfterAll
    static void close() {
        MOCK.close();
    }

    @Test
    void aParserHasNothingToComplainAbout() {
        assertThat(parsed().getMessages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET|/_mock/health|``",
                "GET|/_mock/settings|``",
                "GET|/_mock/journal|``",
                "GET|/_mock/journal/entry?number=1|``",
                "GET|/_mock/journal/entry?number=0|``",
                "GET|/_mock/journal?limit=0|``",
                "GET|/_mock/journal?await=2&timeout=0s|``",
                "GET|/_mock/journal/count?status=202|``",
                "GET|/_mock/reconnects|``",
                "GET|/_mock/stats|``",
                "GET|/_mock/buckets?limit=1|``",
                "GET|/_mock/answers|``",
                "POST|/_mock/scenarios|{\"steps\":[\"reset\"]}",
                "POST|/_mock/scenarios|{\"steps\":[]}",
                "GET|/_mock/scenarios|``",
                "POST|/_mock/clock|{\"advance\":\"PT2M\"}",
                "POST|/_mock/reset|``",
            })
    void aValidatorAgreesWithTheMock(String method, String target, String body)
            throws IOException, InterruptedException {
        OpenAPI api = parsed().getOpenAPI();
        OpenApiInteractionValidator validator = OpenApiDocument.validator(api);
        HttpResponse<String> answer = send(method, target, body);
        String[] parts = target.split("\\?", 2);
        assertThat(validator
                        .validateResponse(parts[0], Request.Method.valueOf(method), answer(answer))
                        .getMessages())
                .isEmpty();
        SimpleRequest.Builder request = new SimpleRequest.Builder(method, parts[0]);
        if (parts.length > 1) {
            List.of(parts[1].split("&"))
                    .forEach(one -> request.withQueryParam(one.split("=", 2)[0], one.split("=", 2)[1]));
        }
        if (!body.isEmpty()) {
            request.withContentType("application/json").withBody(body);
        }
        boolean valid = !validator.validateRequest(request.build()).hasErrors();
        assertThat(valid).as("%s", answer).isEqualTo(answer.statusCode() != 400);
    }

    private static SwaggerParseResult parsed() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        options.setResolveFully(true);
        return new OpenAPIV3Parser().readContents(document, List.of(), options);
    }

    private static SimpleResponse answer(HttpResponse<String> response) {
        SimpleResponse.Builder answer = SimpleResponse.Builder.status(response.statusCode());
        response.headers().map().forEach(answer::withHeader);
        return response.body().isEmpty()
                ? answer.build()
                : answer.withBody(response.body()).build();
    }

    private static HttpResponse<String> send(String method, String target, String body)
            throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(MOCK.httpEndpoint() + target))
                        .header("Content-Type", "application/json")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
