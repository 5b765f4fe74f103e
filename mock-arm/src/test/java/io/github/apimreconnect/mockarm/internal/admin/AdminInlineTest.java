package io.github.apimreconnect.mockarm.internal.admin;

import static io.github.apimreconnect.mockarm.internal.admin.AdminCaller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inline answers in {@code /_mock/scenarios}. */
@ExtendWith(MockArmExtension.class)
final class AdminInlineTest {
    private MockArm mock;
    private AdminCaller admin;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
        admin = new AdminCaller(started);
    }

    @AfterEach
    void forget() {
        mock.reset();
    }

    @Test
    void anObjectIsAStep() {
        admin.post(
                "scenarios",
                "{\"steps\":[{\"status\":409,\"headers\":{\"Retry-After\":\"7\"},\"body\":{\"a\":\"{{backend}}\"},"
                        + "\"fault\":\"delay:1ms\",\"times\":2},\"service-locked\"]}");
        HttpResponse<String> first = new Caller(mock).send();
        assertThat(first.statusCode()).isEqualTo(409);
        assertThat(first.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(first.body()).isEqualTo("{\"a\":\"b1\"}");
        assertThat(new Caller(mock).send().body()).isEqualTo(first.body());
        assertThat(new Caller(mock).send().body()).contains("ServiceLocked");
        assertThat(json(admin.get("journal")).at("/entries/0/scripted").asText())
                .isEqualTo("409 inline+delay:1ms");
        assertThat(json(admin.get("stats")).at("/scripted"))
                .hasToString("{\"409 inline+delay:1ms\":2,\"service-locked\":1}");
    }

    @Test
    void theExampleInTheReadmeIsAScript() throws IOException {
        String example =
                Files.readString(Path.of("README.md")).replaceFirst("(?s).*```json\n(\\{\\s*\"steps\".*?)```.*", "$1");
        assertThat(admin.post("scenarios", example).statusCode()).as(example).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"steps\":%s", "%s", "{\"steps\":[{\"status\":409,\"body\":%s"})
    void aBodyThatIsTooDeepForTheParserIsRefusedWithoutABogusPlace(String start) {
        HttpResponse<String> refused = admin.post("scenarios", start.formatted("[".repeat(2000)));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).at("/error").asText()).doesNotContain("-1").contains("depth (1001)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":409}",
                "{\"status\":202,\"headers\":{\"x-b\":\"1\",\"A\":\"{{now}}\",\"content-type\":\"text/plain\"}}",
                "{\"status\":409,\"body\":{\"z\":[1,2.50,1e400,true,null,\"\\u20ac\\\"{{backend}}\"],\"a\":{}}}",
                "{\"status\":409,\"body\":null,\"fault\":\"reset@in-body\",\"times\":3}",
                "{\"status\":502,\"text\":\"<p>\\n\",\"armHeaders\":false,\"fault\":\"delay:lognormal(80ms,0.5)\"}",
            })
    void whatIsShownCanBeScriptedAgain(String step) {
        JsonNode armed = tree(admin.post("scenarios", "{\"steps\":[" + step + ",\"reset@in-head*2\"]}")
                .body());
        JsonNode shown = armed.at("/unused");
        assertThat(shown.get(0)).isEqualTo(tree(step));
        admin.send("DELETE", "scenarios", "", "");
        admin.post("scenarios", "{\"scope\":" + armed.at("/scope") + ",\"steps\":" + shown + "}");
        JsonNode again = tree(admin.get("scenarios").body()).at("/0");
        assertThat(again.at("/number").asLong()).isEqualTo(2);
        assertThat(((ObjectNode) again).put("number", 1)).isEqualTo(((ObjectNode) armed).put("number", 1));
    }

    @Test
    void aStepUsedInPartIsShownWithTheUsesLeft() {
        admin.post("scenarios", "{\"steps\":[{\"status\":409,\"times\":3}],\"count\":2}");
        new Caller(mock).send();
        assertThat(json(admin.get("scenarios")).at("/0/unused"))
                .hasToString("[{\"status\":409,\"times\":2},{\"status\":409,\"times\":3}]");
        new Caller(mock).send();
        assertThat(json(admin.get("scenarios")).at("/0/unused/0")).hasToString("{\"status\":409}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|'steps[1].status' must be from 200 to 599",
                "{\"status\":\"404\"}|'steps[1].status' must be from 200 to 599",
                "{\"status\":204,\"text\":\"x\"}|'steps[1].status' is 204, which has no body",
                "{\"status\":404,\"bdoy\":{}}|'steps[1].bdoy' is unknown. Known fields: armHeaders, body, fault, headers, status, text, times",
                "{\"status\":404,\"about\":\"x\"}|'steps[1].about' is unknown.",
                "{\"status\":404,\"body\":{},\"text\":\"x\"}|'steps[1].text' and 'body' cannot be combined",
                "{\"status\":404,\"text\":7}|'steps[1].text' must be a string",
                "{\"status\":404,\"armHeaders\":\"no\"}|'steps[1].armHeaders' must be true or false",
                "{\"status\":404,\"headers\":[]}|'steps[1].headers' must be an object with string values",
                "{\"status\":404,\"headers\":{\"x\":1}}|'steps[1].headers.x' must be a string",
                "{\"status\":404,\"headers\":{\"x\":\"\",\"X\":\"\"}}|'steps[1].headers.X' appears twice",
                "{\"status\":404,\"headers\":{\"x\":\"{{nobody}}\"}}|'steps[1].headers.x' has the unknown placeholder {{nobody}}",
                "{\"status\":404,\"body\":\"{{nobody}}\"}|'steps[1].body' has the unknown placeholder {{nobody}}",
                "{\"status\":404,\"body\":{\"a\":\"\\ud800\"}}|'steps[1].body' must not have lone surrogates, but has U+D800",
                "{\"status\":404,\"text\":\"\\ud800x\"}|'steps[1].text' must not have lone surrogates, but has U+D800",
                "{\"status\":404,\"fault\":7}|'steps[1].fault' must be a string, but was 7",
                "{\"status\":404,\"fault\":\"nope\"}|'steps[1].fault': Unknown fault 'nope'. Known faults: ",
                "{\"status\":404,\"fault\":\"%s\"}|'steps[1].fault' must have at most 500 characters, but had 501",
                "{\"status\":404,\"text\":\"\\udc00\"}|'steps[1].text' must not have lone surrogates, but has U+DC00",
                "{\"status\":404,\"body\":[{\"a\":\"\\ud800\"}]}|'steps[1].body' must not have lone surrogates, but has U+D800",
                "{\"status\":404,\"times\":0}|'steps[1].times' must be from 1 to 2147483647, but was 0",
                "{\"status\":404,\"times\":1.0}|'steps[1].times' must be from 1 to 2147483647, but was 1",
                "{\"status\":404,\"times\":null}|'steps[1].times' must be from 1 to 2147483647, but was null",
                "{\"status\":404,\"status\":500}|The body must be a JSON object without duplicate fields; the error is at line 1, column ",
            })
    void anErrorNamesTheStepAndItsField(String step, String problem) {
        HttpResponse<String> refused =
                admin.post("scenarios", "{\"steps\":[\"reset\"," + step.replace("%s", "x".repeat(501)) + "]}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).at("/error").asText()).startsWith(problem);
        assertThat(json(admin.get("scenarios"))).isEmpty();
    }

    @Test
    void noMoreThanAMebibyteOfAnswersIsShown() {
        JsonNode armed = json(admin.post(
                "scenarios", "{\"steps\":[{\"status\":409,\"text\":\"" + "x".repeat(60_000) + "\"}],\"count\":1000}"));
        assertThat(armed.at("/unused")).hasSize(17);
        assertThat(armed.at("/unusedCount").asInt()).isEqualTo(1000);
        assertThat(admin.get("scenarios").body()).hasSizeLessThan(1024 * 1024 + 1000);
    }

    @Test
    void theDeepestBodyCanBeShown() {
        mock.script(Scope.ANY, Step.status(409).json("[".repeat(100) + "]".repeat(100)));
        assertThat(admin.get("scenarios").statusCode()).isEqualTo(200);
    }

    @Test
    void theHeaderOfARequestStaysText() {
        HttpResponse<String> refused =
                new Caller(mock).header("x-mock-scenario", "409 inline").send();
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Unknown canned answer '409 inline'. Known answers: ");
    }

    /** Returns the tree of a text, with numbers as they are written. */
    private static JsonNode tree(String json) {
        try {
            return JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build()
                    .readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
