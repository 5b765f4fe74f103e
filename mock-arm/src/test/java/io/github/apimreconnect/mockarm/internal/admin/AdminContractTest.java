package io.github.apimreconnect.mockarm.internal.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.internal.admin.DescribedApi.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The admin API and its OpenAPI document agree, in both directions. */
final class AdminContractTest {
    @TempDir
    private static Path folder;

    private static DescribedCaller exchanges = new DescribedCaller();

    private final DescribedApi api = DescribedApi.SHIPPED;

    @BeforeAll
    static void exchange() throws IOException {
        exchanges = AllExchanges.run(folder);
    }

    static List<AdminPage> pages() {
        return AdminPage.ALL;
    }

    @Test
    void thePagesAndTheirMethodsAreDescribed() {
        assertThat(api.operations())
                .extracting(Operation::toString)
                .containsExactlyElementsOf(AdminPage.ALL.stream()
                        .flatMap(page ->
                                page.methods().keySet().stream().map(method -> method + " /_mock/" + page.path()))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theParametersOfAPageAreDescribed(AdminPage page) {
        page.methods()
                .forEach((name, method) -> assertThat(api.parameters(api.operation(name, page.path())))
                        .as("%s %s", name, page.path())
                        .extracting(parameter -> parameter.required("name").asText())
                        .containsExactlyElementsOf(method.parameters()));
    }

    @Test
    void everyExchangeIsAsDescribed() {
        assertThat(exchanges.problems()).isEmpty();
    }

    @Test
    void everythingDescribedIsSeenInAnExchange() {
        SeenParts described = new SeenParts(api);
        described.addFieldsOfAllSchemas();
        for (Operation operation : api.operations()) {
            api.statuses(operation).forEach(status -> described.add(operation.id() + " " + status));
            api.parameters(operation)
                    .forEach(parameter -> described.add(
                            operation.id() + "?" + parameter.required("name").asText()));
        }
        Set<String> unseen = new TreeSet<>(described.all());
        unseen.removeAll(exchanges.seen().all());
        assertThat(unseen).isEmpty();
    }

    @Test
    void anUnknownPageAndAnotherMethodAreAnsweredAsDescribed() {
        DescribedCaller caller = new DescribedCaller();
        try (MockArm mock = MockArm.start()) {
            caller.check(
                    "an unknown page",
                    api.component("/responses/NotFound"),
                    caller.send(mock, "GET", "nothing", "", ""));
            AdminPage.ALL.forEach(page -> caller.check(
                    page.path(),
                    api.component("/responses/MethodNotAllowed"),
                    caller.send(mock, "PATCH", page.path(), "", "")));
        }
        assertThat(caller.problems()).isEmpty();
    }

    @Test
    void theDocumentIsServedAsItIs() {
        try (MockArm mock = MockArm.start()) {
            assertThat(new DescribedCaller()
                            .send(mock, "GET", "admin.yaml", "", "")
                            .body())
                    .isEqualTo(new String(AdminDocument.shipped(), StandardCharsets.UTF_8))
                    .startsWith("openapi: 3.0.");
        }
    }

    @Test
    void everyOperationHasANameOfItsOwn() {
        assertThat(api.operations())
                .extracting(Operation::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z][a-zA-Z]+"));
    }

    /** Generators make up names for objects and enumerations in place. */
    @Test
    void everyObjectIsASchemaWithAName() {
        List<String> unnamed = new ArrayList<>();
        api.root().required("paths").properties().forEach(path -> findUnnamed(path.getKey(), path.getValue(), unnamed));
        api.component("/schemas")
                .properties()
                .forEach(schema -> schema.getValue()
                        .path("properties")
                        .properties()
                        .forEach(field ->
                                findUnnamed(schema.getKey() + "." + field.getKey(), field.getValue(), unnamed)));
        assertThat(unnamed).isEmpty();
    }

    private static void findUnnamed(String where, JsonNode node, List<String> unnamed) {
        if (node.has("properties") || node.has("oneOf") || node.has("allOf") || node.has("anyOf")) {
            unnamed.add(where);
        }
        node.properties().forEach(field -> findUnnamed(where + "/" + field.getKey(), field.getValue(), unnamed));
    }

    @Test
    void fieldsThatARequestDoesNotHaveAreForbidden() {
        assertThat(api.operations())
                .map(api::body)
                .filteredOn(body -> !body.isMissingNode())
                .hasSize(3)
                .map(api::resolved)
                .allMatch(body -> body.path("additionalProperties").isBoolean()
                        && !body.path("additionalProperties").asBoolean());
    }
}
