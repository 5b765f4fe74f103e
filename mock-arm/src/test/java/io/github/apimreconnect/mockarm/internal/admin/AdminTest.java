package io.github.apimreconnect.mockarm.internal.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.ConnectionFault;
import io.github.apimreconnect.mockarm.Fault;
import io.github.apimreconnect.mockarm.Heard.Ending;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.internal.dispatch.CannedAnswers;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MockArmExtension.class)
final class AdminTest {
    private MockArm mock;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
    }

    static List<String> pages() {
        return AdminPage.ALL.stream().map(AdminPage::path).toList();
    }

    static List<String> pagesOfTheMocksOwn() {
        return AdminPage.ALL.stream()
                .filter(page -> !page.anyHost())
                .map(AdminPage::path)
                .toList();
    }

    @Test
    void healthIsUp() {
        assertThat(get("health").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void theJournalShowsWhatCameAndHowItEnded() {
        new Caller(mock)
                .header("x-ms-client-request-id", "call-1")
                .json("{\"properties\":{\"after\":\"PT3S\"}}")
                .send();
        new Caller(mock).query("?api-version=1&sig=s3cr3t").send();
        JsonNode journal = json(get("journal"));
        assertThat(journal.at("/count").asInt()).isEqualTo(2);
        assertThat(journal.at("/dropped").asInt()).isZero();
        JsonNode accepted = journal.at("/entries/0");
        assertThat(accepted.at("/method").asText()).isEqualTo("POST");
        assertThat(accepted.at("/backend").asText()).isEqualTo("b1");
        assertThat(accepted.at("/status").asInt()).isEqualTo(202);
        assertThat(accepted.at("/body").asText()).isEqualTo("{\"properties\":{\"after\":\"PT3S\"}}");
        assertThat(accepted.at("/clientRequestId").asText()).isEqualTo("call-1");
        assertThat(accepted.at("/headers/Authorization").asText()).isEqualTo("***");
        assertThat(accepted.at("/refusedBy").isNull()).isTrue();
        JsonNode refused = journal.at("/entries/1");
        assertThat(refused.at("/refusedBy").asText()).isEqualTo("api-version");
        assertThat(refused.at("/reason").asText()).contains("--any-api-version");
        assertThat(refused.at("/target").asText()).endsWith("&sig=***");
    }

    @ParameterizedTest
    @CsvSource({
        "backend=B*, 2",
        "backend=other, 0",
        "status=202, 1",
        "status=400, 1",
        "clientRequestId=call-1, 1",
        "since=2999-01-01T00:00:00Z, 0",
        "backend=b1&status=202&retained=true, 1",
        "limit=1, 1",
        "limit=3, 2",
        "'', 2",
    })
    void theJournalIsFiltered(String query, int count) {
        new Caller(mock).header("x-ms-client-request-id", "call-1").send();
        new Caller(mock).json("{").send();
        assertThat(json(admin("GET", "journal", "?" + query, "")).at("/entries"))
                .hasSize(count);
    }

    @Test
    void aLimitLeavesTheNewestEntries() {
        new Caller(mock).json("{").send();
        new Caller(mock).send();
        assertThat(json(admin("GET", "journal", "?limit=1", "")).at("/entries"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.at("/status").asInt()).isEqualTo(202));
    }

    @Test
    void aJournalThatLostEntriesSaysSoInsteadOfCounting() {
        try (MockArm small = MockArm.builder().journal(1).start()) {
            new Caller(small).send();
            new Caller(small).send();
            HttpResponse<String> lost = admin(small, "GET", "journal", "", "");
            assertThat(lost.statusCode()).isEqualTo(409);
            assertThat(json(lost).at("/error").asText()).contains("has dropped 1 of 2", "?retained=true");
            assertThat(json(admin(small, "GET", "journal", "?limit=1", "")).at("/entries"))
                    .as("the newest is there")
                    .hasSize(1);
            assertThat(admin(small, "GET", "journal", "?limit=2", "").statusCode())
                    .isEqualTo(409);
            JsonNode left = json(admin(small, "GET", "journal", "?retained=true", ""));
            assertThat(left.at("/dropped").asInt()).isEqualTo(1);
            assertThat(left.at("/entries")).hasSize(1);
            assertThat(admin(small, "DELETE", "journal", "", "").statusCode()).isEqualTo(204);
            assertThat(json(admin(small, "GET", "journal", "", "")).at("/count").asInt())
                    .isZero();
        }
    }

    @Test
    void aScriptIsMadeListedUsedAndForgotten() {
        HttpResponse<String> made = post(
                "scenarios",
                "{\"scope\":{\"subscription\":\"" + Caller.SUBSCRIPTION
                        + "\",\"backend\":\"b*\"},\"steps\":[\"service-locked\",\"gateway-timeout\"],\"count\":2}");
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(json(made).at("/unused")).hasSize(4);
        assertThat(new Caller(mock).send().statusCode()).isEqualTo(409);
        assertThat(json(get("scenarios")).at("/0/unused"))
                .extracting(JsonNode::asText)
                .containsExactly("gateway-timeout", "service-locked", "gateway-timeout");
        assertThat(admin("DELETE", "scenarios", "", "").statusCode()).isEqualTo(204);
        assertThat(json(get("scenarios"))).isEmpty();
        assertThat(new Caller(mock).send().statusCode()).isEqualTo(202);
    }

    @Test
    void aScriptOfManyStepsShowsTheNextAndHowManyThereAre() {
        JsonNode made = json(post("scenarios", "{\"steps\":[\"service-locked\",\"reset\"],\"count\":50000}"));
        assertThat(made.at("/unused")).hasSize(1000);
        assertThat(made.at("/unusedCount").asInt()).isEqualTo(100_000);
        for (int i = 0; i < 15; i++) {
            post("scenarios", "{\"steps\":[\"service-locked\"],\"count\":100000}");
        }
        JsonNode all = json(get("scenarios"));
        assertThat(all).hasSize(16);
        int shown = 0;
        for (JsonNode script : all) {
            shown += script.at("/unused").size();
        }
        assertThat(shown).isEqualTo(10_000);
        mock.reset();
    }

    @Test
    void aBodyThatIsLargerThanAnyScriptIsRefused() {
        HttpResponse<String> refused = post("scenarios", "{\"steps\":[" + " ".repeat(65_536) + "\"reset\"]}");
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(json(refused).at("/error").asText()).contains("64 KiB");
    }

    @Test
    void reconnectsAreNumberedAndShownInPages() {
        for (int i = 0; i < 5; i++) {
            new Caller(mock).send();
        }
        assertThat(json(get("reconnects"))).hasSize(5);
        assertThat(json(admin("GET", "reconnects", "?after=1&limit=2", "")))
                .extracting(one -> one.at("/number").asInt())
                .containsExactly(2, 3);
        assertThat(json(admin("GET", "reconnects", "?limit=2", "")))
                .extracting(one -> one.at("/number").asInt())
                .containsExactly(4, 5);
        assertThat(json(admin("GET", "reconnects", "?state=done", ""))
                        .at("/error")
                        .asText())
                .isEqualTo("Unknown parameter 'state'. Known parameters: after, limit");
    }

    @Test
    void answersListsTheNamesAndTheFaults() {
        JsonNode answers = json(get("answers"));
        assertThat(answers.at("/answers"))
                .hasSize(CannedAnswers.shipped().names().size());
        assertThat(answers.at("/faults")).extracting(JsonNode::asText).containsExactlyElementsOf(Fault.KINDS);
    }

    @Test
    void statsCountByStatusCheckAndStep() {
        new Caller(mock).send();
        new Caller(mock).query("").send();
        new Caller(mock).header("x-mock-scenario", "service-locked").send();
        JsonNode stats = json(get("stats"));
        assertThat(stats.at("/requests").asInt()).isEqualTo(3);
        assertThat(stats.at("/statuses")).hasToString("{\"202\":1,\"400\":1,\"409\":1}");
        assertThat(stats.at("/refusals")).hasToString("{\"api-version\":1}");
        assertThat(stats.at("/scripted")).hasToString("{\"service-locked\":1}");
        assertThat(stats.at("/reconnectsPending").asInt()).isEqualTo(1);
        assertThat(stats.at("/inFlight").asInt()).as("this request").isEqualTo(1);
    }

    @Test
    void connectionFaultsAreAskedFor() throws IOException {
        assertThat(post("connections", "{\"fault\":\"refuse\",\"count\":1}").statusCode())
                .isEqualTo(204);
        try (RawConnection raw = RawConnection.plain(mock)) {
            assertThat(raw.hear().ending()).isEqualTo(Ending.RST);
        }
    }

    @Test
    void resetForgetsEverythingThatHappened() {
        new Caller(mock).send();
        post("scenarios", "{\"steps\":[\"service-locked\"]}");
        Caller caller = new Caller(mock).path("/_mock/reset").query("");
        caller.send();
        mock.nextConnections(ConnectionFault.REFUSE, 5);
        assertThat(caller.send().statusCode())
                .as("over the connection there is")
                .isEqualTo(204);
        assertThat(mock.journal().count()).isZero();
        assertThat(mock.reconnects().all()).isEmpty();
        assertThat(json(get("stats")).at("/statuses")).isEmpty();
        assertThat(new Caller(mock).send().statusCode()).isEqualTo(202);
        mock.verifyScriptsUsed();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "scenarios|{|The body must be a JSON object",
                "scenarios|[]|The body must be a JSON object",
                "scenarios|{}|'steps' must be a list of answers and faults",
                "scenarios|{\"steps\":[]}|'steps' must be a list of answers and faults",
                "scenarios|{\"steps\":[7]}|'steps[0]' must be a string, but was 7",
                "scenarios|{\"steps\":[\"accepted\",\"nope\"]}|'steps[1]': Unknown canned answer 'nope'. Known answers:",
                "scenarios|{\"steps\":[\"reset@never\"]}|'steps[0]': Unknown moment 'never'. Known moments:",
                "scenarios|{\"steps\":[\"reset\"],\"count\":0}|'count' must be from 1 to 100000, but was 0",
                "scenarios|{\"steps\":[\"reset\"],\"count\":\"2\"}|'count' must be from 1 to 100000, but was \"2\"",
                "scenarios|{\"steps\":[\"reset\",\"stall\"],\"count\":99999}|'count' is too large: 99999 times 2 steps",
                "scenarios|{\"steps\":[\"reset\"],\"scope\":\"b1\"}|'scope' must be an object",
                "scenarios|{\"steps\":[\"reset\"],\"scope\":{\"backend\":7}}|'scope.backend' must be a string, but was 7",
                "scenarios|{\"steps\":[\"reset\"],\"scope\":{\"service\":\"s\"}}|Unknown field 'scope.service'. Known fields: backend, subscription",
                "scenarios|{\"step\":[\"reset\"]}|Unknown field 'step'. Known fields: count, scope, steps",
                "connections|{}|'fault' must be a string, but is missing",
                "scenarios|{\"steps\":[\"reset\"],\"scope\":{\"backend\":\"%s\"}}|'scope.backend' must have at most 200 characters, but had 201",
                "scenarios|{\"steps\":[\"delay:%1$s%1$s%1$s\"]}|'steps[0]': A step must have at most 500 characters, but had 609",
                "connections|{\"fault\":\"reset\"}|'fault': Unknown connection fault 'reset'. Known faults:",
                "connections|{\"fault\":\"refuse\",\"times\":1}|Unknown field 'times'. Known fields: count, fault",
                "connections|{\"fault\":\"refuse\",\"count\":1000000}|'count' must be from 1",
            })
    void anErrorNamesItsField(String page, String body, String problem) {
        HttpResponse<String> refused = post(page, String.format(Locale.ROOT, body, "1".repeat(201)));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).at("/error").asText()).startsWith(problem);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "status=99, 'status' must",
                "status=x, 'status' must",
                "since=yesterday, 'since' must",
                "retained=maybe, 'retained' must",
                "limit=0, 'limit' must be from 1",
                "limit=10001, `'limit' must be from 1 to 10000, but was 10001`",
                "after=-1, 'after' must be from 0",
                "after=x, 'after' must be from 0",
                "limit=all, 'limit' must be from 1",
                "page=1, Unknown parameter 'page'. Known parameters: backend",
            })
    void anInvalidFilterIsNamed(String query, String problem) {
        HttpResponse<String> refused = admin("GET", "journal", "?" + query, "");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).at("/error").asText()).contains(problem);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageSaysWhichMethodsItHas(String page) {
        HttpResponse<String> refused = admin("PATCH", page, "", "");
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).hasValue(methods(page));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Host: mock.internal:8443", "Host: 10.0.0.7", "Host: localhost\r\nOrigin: https://evil.example"})
    void healthAnswersProbesByAnyHost(String headers) throws IOException {
        assertThat(status("GET /_mock/health", headers)).isEqualTo("200");
        assertThat(status("DELETE /_mock/health", headers)).isEqualTo("405");
    }

    @ParameterizedTest
    @MethodSource("pagesOfTheMocksOwn")
    void everyOtherPageRefusesForeignHostsAndOrigins(String page) throws IOException {
        String method = methods(page).split(",", 2)[0];
        int port = mock.port();
        for (String headers : List.of(
                "Host: evil.example",
                "Host: localhost.evil.example:" + port,
                "Host: localhost\r\nOrigin: https://evil.example",
                "Host: localhost\r\nOrigin: null",
                "Host: localhost\r\nOrigin: http://localhost:1",
                "Host: localhost\r\nOrigin: http://localhost:" + port + "\r\nOrigin: https://evil.example")) {
            assertThat(status(method + " /_mock/" + page, headers)).as(headers).isEqualTo("403");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "LOCALHOST"})
    void thePagesOfTheMockMayAskByAnyNameOfLoopback(String host) throws IOException {
        String authority = host + ":" + mock.port();
        assertThat(status("GET /_mock/stats", "Host: " + authority + "\r\nOrigin: http://" + authority))
                .isEqualTo("200");
        assertThat(status("GET /_mock/stats", "Host: " + authority + "\r\nOrigin: https://" + authority))
                .isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/_mock", "/_mock/", "/_mock/nothing", "/_mock/journal/1", "/_mock/health/"})
    void anotherPageIsNotThereAndThoseThatAreAreNamed(String path) {
        HttpResponse<String> missing =
                new Caller(mock).method("GET").path(path).query("").send();
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(json(missing).at("/error").asText())
                .startsWith("Unknown page '" + path + (path.endsWith("_mock") ? "/" : "")
                        + "'. Known pages: /_mock/health, /_mock/journal,");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void headIsGetWithoutABody(String page) throws IOException {
        boolean get = methods(page).startsWith("GET");
        try (RawConnection raw = RawConnection.plain(mock)) {
            raw.send("HEAD /_mock/" + page + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            String heard = raw.hear().text();
            assertThat(heard).startsWith(get ? "HTTP/1.1 200" : "HTTP/1.1 405").endsWith("\r\n\r\n");
        }
    }

    @Test
    void whatAPageChangesIsNotInTheJournal() {
        get("health");
        post("reset", "");
        assertThat(mock.journal().count()).isZero();
    }

    @Test
    void noContentSaysNoLength() throws IOException {
        try (RawConnection raw = RawConnection.plain(mock)) {
            assertThat(raw.send("DELETE /_mock/tokens HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .head())
                    .isEqualTo("HTTP/1.1 204 No Content");
        }
    }

    private static String methods(String page) {
        AdminPage found = AdminPage.of(page);
        return found == null ? "" : found.allow();
    }

    private String status(String line, String headers) throws IOException {
        try (RawConnection raw = RawConnection.plain(mock)) {
            return raw.send(line + " HTTP/1.1\r\n" + headers + "\r\n\r\n")
                    .head()
                    .split(" ", 3)[1];
        }
    }

    private HttpResponse<String> get(String page) {
        return admin("GET", page, "", "");
    }

    private HttpResponse<String> post(String page, String body) {
        return admin("POST", page, "", body);
    }

    private HttpResponse<String> admin(String method, String page, String query, String body) {
        return admin(mock, method, page, query, body);
    }

    private static HttpResponse<String> admin(MockArm mock, String method, String page, String query, String body) {
        Caller caller = new Caller(mock).method(method).path("/_mock/" + page).query(query);
        return (body.isEmpty() ? caller : caller.json(body)).send();
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json; charset=utf-8");
        try {
            return JsonMapper.builder().build().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(response.body(), e);
        }
    }
}
