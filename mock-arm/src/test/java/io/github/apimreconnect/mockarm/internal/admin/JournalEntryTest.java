package io.github.apimreconnect.mockarm.internal.admin;

import static io.github.apimreconnect.mockarm.internal.admin.AdminCaller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.Requests;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /_mock/journal/entry}: a request with the answer to it. */
@ExtendWith(MockArmExtension.class)
final class JournalEntryTest {
    private MockArm mock;
    private AdminCaller admin;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
        admin = new AdminCaller(started);
    }

    @Test
    void theAnswerIsThatOnTheWire() throws IOException {
        List<List<String>> sent = new ArrayList<>();
        String body;
        try (RawConnection raw = RawConnection.plain(mock)) {
            String heard = raw.send(Requests.raw("x-mock-scenario: service-locked\r\nConnection: close\r\n"))
                    .hear()
                    .text();
            String[] parts = heard.split("\r\n\r\n", 2);
            parts[0].lines().skip(1).forEach(line -> sent.add(List.of(line.split(": ", 2))));
            body = parts[1];
        }
        sent.removeIf(header ->
                header.get(0).equals("Content-Length") || header.get(0).equals("Connection"));
        JsonNode answer = entry(1).at("/answer");
        assertThat(answer.at("/status").asInt()).isEqualTo(409);
        assertThat(answer.at("/headers"))
                .extracting(header ->
                        List.of(header.at("/0").asText(), header.at("/1").asText()))
                .containsExactlyElementsOf(sent);
        assertThat(sent).hasSizeGreaterThan(8);
        assertThat(answer.at("/body").asText()).isEqualTo(body).contains("ServiceLocked");
        assertThat(answer.at("/truncated").asBoolean()).isFalse();
    }

    @Test
    void theRestIsAsInTheJournal() {
        new Caller(mock).query("").json("{}").send();
        JsonNode whole = entry(1);
        JsonNode listed = json(admin.get("journal")).at("/entries/0");
        listed.properties()
                .forEach(field ->
                        assertThat(whole.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue()));
        assertThat(whole).hasSize(listed.size() + 1);
    }

    @Test
    void anAnswerThatAFaultCutOffIsWholeHere() throws IOException {
        mock.script(Scope.ANY, Step.parse("service-locked+reset@before-answer"));
        try (RawConnection raw = RawConnection.plain(mock)) {
            raw.send(Requests.RAW).hear();
        }
        assertThat(entry(1).at("/answer/body").asText()).contains("ServiceLocked");
        assertThat(entry(1).at("/outcome").asText()).isEqualTo("cut");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/t/oauth2/v2.0/token", "/msi/token?api-version=2019-08-01&resource=r"})
    void theTokensOfATokenAnswerAreMasked(String target) {
        Caller caller = target.startsWith("/msi")
                ? new Caller(mock).method("GET").header("X-IDENTITY-HEADER", "any")
                : new Caller(mock)
                        .json("client_id=a&grant_type=refresh_token&refresh_token=hunter2"
                                + "&scope=https://management.azure.com/.default offline_access")
                        .header("Content-Type", "application/x-www-form-urlencoded");
        HttpResponse<String> granted = caller.path(target).query("").send();
        String token = json(granted).at("/access_token").asText();
        assertThat(token).startsWith("ey");
        JsonNode answer = entry(1).at("/answer");
        assertThat(answer.at("/status").asInt()).isEqualTo(200);
        assertThat(answer.toString()).doesNotContain(token, "mock-refresh-token", "hunter2");
        assertThat(answer.at("/body").asText()).contains("\"access_token\":\"***\"", "\"token_type\":\"Bearer\"");
    }

    @Test
    void aLongBodyLosesItsEnd() {
        mock.script(Scope.ANY, Step.status(409).text("x".repeat(64 * 1024 + 1)));
        new Caller(mock).send();
        JsonNode answer = entry(1).at("/answer");
        assertThat(answer.at("/truncated").asBoolean()).isTrue();
        assertThat(answer.at("/body").asText()).isEqualTo("x".repeat(64 * 1024));
    }

    @Test
    void anEntryOutlivesItsAnswer() throws IOException {
        try (RawConnection raw = RawConnection.plain(mock)) {
            raw.send(Requests.RAW.repeat(513)).answers(513);
        }
        assertThat(entry(1).at("/answer").isNull()).isTrue();
        assertThat(entry(2).at("/answer/status").asInt()).isEqualTo(202);
        assertThat(entry(513).at("/answer/status").asInt()).isEqualTo(202);
    }

    @Test
    void clearingTheJournalForgetsAnswers() {
        new Caller(mock).send();
        admin.send("DELETE", "journal", "", "");
        assertThat(status("?number=1")).isEqualTo(404);
        new Caller(mock).query("").send();
        assertThat(entry(1).at("/answer/status").asInt()).isEqualTo(400);
        admin.post("reset", "");
        assertThat(status("?number=1")).isEqualTo(404);
    }

    @Test
    void anEntryThatIsNotThereIsRefusedWithTheReason() {
        try (MockArm small = MockArm.builder().journal(2).start()) {
            for (int i = 0; i < 3; i++) {
                new Caller(small).send();
            }
            AdminCaller caller = new AdminCaller(small);
            for (String number : List.of("1", "4")) {
                HttpResponse<String> missing = caller.send("GET", "journal/entry", "?number=" + number, "");
                assertThat(missing.statusCode()).isEqualTo(404);
                assertThat(json(missing).at("/error").asText())
                        .isEqualTo("The journal does not have request " + number
                                + "; it received 3, and dropped the first 1");
            }
            assertThat(caller.send("GET", "journal/entry", "?number=2", "").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aNumberIsRequired() {
        HttpResponse<String> refused = admin.get("journal/entry");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).at("/error").asText()).isEqualTo("'number' is missing");
    }

    private int status(String query) {
        return admin.send("GET", "journal/entry", query, "").statusCode();
    }

    private JsonNode entry(int number) {
        return json(admin.send("GET", "journal/entry", "?number=" + number, ""));
    }
}
