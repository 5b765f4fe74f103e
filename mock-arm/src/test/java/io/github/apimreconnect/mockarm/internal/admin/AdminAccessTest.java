package io.github.apimreconnect.mockarm.internal.admin;

import static io.github.apimreconnect.mockarm.internal.admin.AdminCaller.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.RawConnection;
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

/** Which requests the admin pages take, and how they refuse the others. */
@ExtendWith(MockArmExtension.class)
final class AdminAccessTest {
    private MockArm mock;
    private AdminCaller admin;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
        admin = new AdminCaller(started);
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
    void aBodyThatIsLargerThanAnyScriptIsRefused() {
        HttpResponse<String> refused = admin.post("scenarios", "{\"steps\":[" + " ".repeat(65_536) + "\"reset\"]}");
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(json(refused).at("/error").asText()).contains("64 KiB");
    }

    /** The types that a form of another site's page can send without asking first, and none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type: text/plain\r\n",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "Content-Type: multipart/form-data; boundary=x\r\n",
                "Content-Type: text/plain; application/json\r\n",
                "Content-Type: application/jsonp\r\n"
            })
    void aChangeWithABodyThatDoesNotSayItIsJsonIsRefused(String type) throws IOException {
        for (String change : List.of("POST /_mock/scenarios", "POST /_mock/reset", "DELETE /_mock/journal")) {
            try (RawConnection raw = RawConnection.plain(mock)) {
                String heard = raw.send(change + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + type
                                + "Content-Length: 21\r\n\r\n{\"steps\":[\"accepted\"]}")
                        .hear()
                        .text();
                assertThat(heard)
                        .as(change)
                        .startsWith("HTTP/1.1 415 ")
                        .endsWith(
                                "{\"error\":\"A body must be JSON, with Content-Type: application/json; with curl, use"
                                        + " --json\"}");
            }
        }
        assertThat(json(admin.get("scenarios"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "Application/JSON", "application/json; charset=utf-8", "application/json ;x"
            })
    void aChangeMayHaveAnyFormOfTheTypeOfJson(String type) {
        assertThat(new Caller(mock)
                        .path("/_mock/scenarios")
                        .query("")
                        .json("{\"steps\":[\"accepted\"]}")
                        .header("Content-Type", type)
                        .send()
                        .statusCode())
                .isEqualTo(200);
        assertThat(admin.send("DELETE", "scenarios", "", "").statusCode()).isEqualTo(204);
    }

    @Test
    void aChangeWithoutABodyNeedsNoType() throws IOException {
        assertThat(status("POST /_mock/reset", "Host: localhost\r\nContent-Type: text/plain\r\nContent-Length: 0"))
                .isEqualTo("204");
        assertThat(status("DELETE /_mock/journal", "Host: localhost")).isEqualTo("204");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "scenarios|{\"steps\":[{\"status\":409,\"text\":\"\u00e9\"}]}|line 1, column 33",
                "scenarios|{\"steps\":[{\"status\":409,\"text\":\"\u00ed\u00a0\u0080\"}]}|line 1, column 33",
                "connections|`{\"fault\":\n\"\u00ff\"}`|line 2, column 2",
            })
    void aBodyThatIsNotUtf8IsRefusedWithThePlace(String page, String body, String place) throws IOException {
        try (RawConnection raw = RawConnection.plain(mock)) {
            String text = raw.send("POST /_mock/" + page + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                    .hear()
                    .text();
            assertThat(text)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("{\"error\":\"The body must be a JSON object; it is not UTF-8 at " + place + "\"}");
        }
        assertThat(json(admin.get("scenarios"))).isEmpty();
    }

    @Test
    void aBodyInUtf16IsRefused() throws IOException {
        try (RawConnection raw = RawConnection.plain(mock)) {
            assertThat(raw.send(
                                    "POST /_mock/scenarios HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nContent-Type:"
                                            + " application/json\r\n\r\n"
                                            + "\0{\0}")
                            .head())
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "scenarios|{|The body must be a JSON object",
                "scenarios|[]|The body must be a JSON object",
                "scenarios|{\"count\":1,\"count\":2}|The body must be a JSON object without duplicate fields; the error is at line 1, column 19",
                "scenarios|{}|'steps' must be a list of answers and faults",
                "scenarios|{\"steps\":[]}|'steps' must be a list of answers and faults",
                "scenarios|{\"steps\":[7]}|'steps[0]' must be a string or an object, but was 7",
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
        HttpResponse<String> refused = admin.post(page, String.format(Locale.ROOT, body, "1".repeat(201)));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).at("/error").asText()).startsWith(problem);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aMethodThatAPageDoesNotHaveIsAnsweredWithThoseItHas(String page) {
        String allowed = methods(page).replace("GET", "GET, HEAD");
        HttpResponse<String> refused = admin.send("PATCH", page, "", "");
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).hasValue(allowed);
        assertThat(json(refused).at("/error").asText()).isEqualTo("/_mock/" + page + " has " + allowed);
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
    @ValueSource(strings = {"/_mock/nothing", "/_mock/journal/1", "/_mock/health/"})
    void anUnknownPageIsRefusedWithTheKnownOnes(String path) {
        HttpResponse<String> missing =
                new Caller(mock).method("GET").path(path).query("").send();
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(json(missing).at("/error").asText())
                .startsWith("Unknown page '" + path + "'. Known pages: /_mock/, /_mock/health, /_mock/settings,");
    }

    @ParameterizedTest
    @CsvSource({
        "jornal, journal",
        "scenario, scenarios",
        "ca.pm, ca.pem",
        "openapi.yml, openapi.yaml",
        "health/, health"
    })
    void theClosestPageIsNamed(String typed, String closest) {
        assertThat(json(admin.get(typed)).at("/error").asText()).endsWith(". The closest is /_mock/" + closest);
    }

    @Test
    void aPageUnlikeAnyOtherHasNoClosest() {
        assertThat(json(admin.get("nothing")).at("/error").asText())
                .endsWith(AdminPage.ALL.get(AdminPage.ALL.size() - 1).path());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void headIsGetWithoutABody(String page) throws IOException {
        boolean get = methods(page).startsWith("GET");
        new Caller(mock).send();
        String query = page.equals("journal/entry") ? "?number=1" : "";
        try (RawConnection raw = RawConnection.plain(mock)) {
            raw.send("HEAD /_mock/" + page + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            String heard = raw.hear().text();
            assertThat(heard).startsWith(get ? "HTTP/1.1 200" : "HTTP/1.1 405").endsWith("\r\n\r\n");
        }
    }

    @Test
    void noContentHasNoContentLength() throws IOException {
        try (RawConnection raw = RawConnection.plain(mock)) {
            assertThat(raw.send("DELETE /_mock/tokens HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .head())
                    .isEqualTo("HTTP/1.1 204 No Content");
        }
    }

    private static String methods(String page) {
        AdminPage found = AdminPage.of(page);
        return found == null ? "" : found.listed();
    }

    private String status(String line, String headers) throws IOException {
        try (RawConnection raw = RawConnection.plain(mock)) {
            return raw.send(line + " HTTP/1.1\r\n" + headers + "\r\n\r\n")
                    .head()
                    .split(" ", 3)[1];
        }
    }
}
