package io.github.apimreconnect.mockarm.internal.admin;

import static io.github.apimreconnect.mockarm.internal.admin.AdminCaller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The admin pages: their content, and their effects. */
@ExtendWith(MockArmExtension.class)
final class AdminTest {
    private MockArm mock;
    private AdminCaller admin;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
        admin = new AdminCaller(started);
    }

    @Test
    void healthIsUp() {
        assertThat(admin.get("health").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void aScriptIsAddedListedUsedAndRemoved() {
        HttpResponse<String> made = admin.post(
                "scenarios",
                "{\"scope\":{\"subscription\":\"" + Caller.SUBSCRIPTION
                        + "\",\"backend\":\"b*\"},\"steps\":[\"service-locked\",\"gateway-timeout\"],\"count\":2}");
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(json(made).at("/unused")).hasSize(4);
        assertThat(new Caller(mock).send().statusCode()).isEqualTo(409);
        assertThat(json(admin.get("scenarios")).at("/0/unused"))
                .extracting(JsonNode::asText)
                .containsExactly("gateway-timeout", "service-locked", "gateway-timeout");
        assertThat(admin.send("DELETE", "scenarios", "", "").statusCode()).isEqualTo(204);
        assertThat(json(admin.get("scenarios"))).isEmpty();
        assertThat(new Caller(mock).send().statusCode()).isEqualTo(202);
    }

    @Test
    void aScopeThatCouldNotBeShownIsRefusedByItsField() {
        HttpResponse<String> refused =
                admin.post("scenarios", "{\"scope\":{\"backend\":\"b\\ud800\"},\"steps\":[\"service-locked\"]}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).at("/error").asText())
                .isEqualTo("'scope.backend' must not have lone surrogates, but has U+D800");
        assertThat(json(admin.get("scenarios"))).isEmpty();
    }

    @Test
    void aScriptOfManyStepsShowsTheNextAndHowManyThereAre() {
        JsonNode made = json(admin.post("scenarios", "{\"steps\":[\"service-locked\",\"reset\"],\"count\":50000}"));
        assertThat(made.at("/unused")).hasSize(1000);
        assertThat(made.at("/unusedCount").asInt()).isEqualTo(100_000);
        for (int i = 0; i < 15; i++) {
            admin.post("scenarios", "{\"steps\":[\"service-locked\"],\"count\":100000}");
        }
        JsonNode all = json(admin.get("scenarios"));
        assertThat(all).hasSize(16);
        int shown = 0;
        for (JsonNode script : all) {
            shown += script.at("/unused").size();
        }
        assertThat(shown).isEqualTo(10_000);
        mock.reset();
    }

    @Test
    void reconnectsAreNumberedAndShownInPages() {
        for (int i = 0; i < 5; i++) {
            new Caller(mock).send();
        }
        assertThat(json(admin.get("reconnects"))).hasSize(5);
        assertThat(json(admin.send("GET", "reconnects", "?after=1&limit=2", "")))
                .extracting(one -> one.at("/number").asInt())
                .containsExactly(2, 3);
        assertThat(json(admin.send("GET", "reconnects", "?limit=2", "")))
                .extracting(one -> one.at("/number").asInt())
                .containsExactly(4, 5);
        assertThat(json(admin.send("GET", "reconnects", "?state=done", ""))
                        .at("/error")
                        .asText())
                .isEqualTo("Unknown parameter 'state'. Known parameters: after, limit");
    }

    @Test
    void answersListsTheNamesAndTheFaults() {
        JsonNode answers = json(admin.get("answers"));
        assertThat(answers.at("/answers"))
                .hasSize(CannedAnswers.shipped().names().size());
        assertThat(answers.at("/faults")).extracting(JsonNode::asText).containsExactlyElementsOf(Fault.KINDS);
    }

    @Test
    void eachAnswerAndFaultHasATextAndAStepThatCanBeScripted() {
        JsonNode answers = json(admin.get("answers"));
        JsonNode texts = answers.at("/texts");
        assertThat(texts).hasSize(answers.at("/answers").size() + Fault.KINDS.size());
        texts.properties().forEach(one -> {
            String step = one.getValue().at("/step").asText();
            assertThat(step).startsWith(one.getKey());
            assertThat(one.getValue().at("/text").asText()).endsWith(".");
            assertThat(admin.post("scenarios", "{\"steps\":[\"" + step + "\"]}").statusCode())
                    .isEqualTo(200);
        });
        assertThat(texts.at("/service-locked").toString())
                .startsWith("{\"step\":\"service-locked\",\"text\":\"The service is being updated.\",\"status\":409,"
                        + "\"code\":\"ServiceLocked\",\"message\":\"");
        assertThat(texts.at("/bad-gateway-html").has("code")).isFalse();
        assertThat(texts.at("/reset/step").asText()).isEqualTo("reset@before-answer");
        admin.send("DELETE", "scenarios", "", "");
    }

    @Test
    void aReconnectSaysWhichDelayWasAskedForIfAny() {
        new Caller(mock).json("{\"properties\":{\"after\":\"PT120S\"}}").send();
        new Caller(mock).send();
        new Caller(mock).json("{}").send();
        assertThat(json(admin.get("reconnects")))
                .extracting(one -> one.at("/after").toString())
                .containsExactly("\"PT2M\"", "null", "null");
    }

    @Test
    void statsCountByStatusCheckAndStep() {
        new Caller(mock).send();
        new Caller(mock).query("").send();
        new Caller(mock).header("x-mock-scenario", "service-locked").send();
        JsonNode stats = json(admin.get("stats"));
        assertThat(stats.at("/requests").asInt()).isEqualTo(3);
        assertThat(stats.at("/statuses")).hasToString("{\"202\":1,\"400\":1,\"409\":1}");
        assertThat(stats.at("/refusals")).hasToString("{\"api-version\":1}");
        assertThat(stats.at("/scripted")).hasToString("{\"service-locked\":1}");
        assertThat(stats.at("/reconnectsPending").asInt()).isEqualTo(1);
        assertThat(stats.at("/inFlight").asInt()).as("this request").isEqualTo(1);
    }

    @Test
    void statsDoNotDependOnTheJournal() {
        new Caller(mock).send();
        new Caller(mock).query("").send();
        admin.send("DELETE", "journal", "", "");
        new Caller(mock).send();
        JsonNode stats = json(admin.get("stats"));
        assertThat(stats.at("/statuses")).hasToString("{\"202\":2,\"400\":1}");
        assertThat(stats.at("/requests").asInt()).isEqualTo(3);
        admin.post("reset", "");
        assertThat(json(admin.get("stats")).at("/requests").asInt()).isZero();
    }

    @Test
    void droppedRequestsAreCountedUntilAReset() {
        try (MockArm small = MockArm.builder().journal(1).start()) {
            AdminCaller caller = new AdminCaller(small);
            for (int i = 0; i < 3; i++) {
                new Caller(small).send();
            }
            caller.send("DELETE", "journal", "", "");
            new Caller(small).send();
            new Caller(small).send();
            assertThat(json(caller.get("stats")).at("/journalDropped").asInt()).isEqualTo(3);
            assertThat(json(caller.send("GET", "journal", "?retained=true", ""))
                            .at("/dropped")
                            .asInt())
                    .isEqualTo(1);
            caller.post("reset", "");
            assertThat(json(caller.get("stats")).at("/journalDropped").asInt()).isZero();
        }
    }

    @Test
    void connectionFaultsAreAskedFor() throws IOException {
        assertThat(admin.post("connections", "{\"fault\":\"refuse\",\"count\":1}")
                        .statusCode())
                .isEqualTo(204);
        try (RawConnection raw = RawConnection.plain(mock)) {
            assertThat(raw.hear().ending()).isEqualTo(Ending.RST);
        }
    }

    @Test
    void resetForgetsEverythingThatHappened() {
        new Caller(mock).send();
        admin.post("scenarios", "{\"steps\":[\"service-locked\"]}");
        Caller caller = new Caller(mock).path("/_mock/reset").query("");
        caller.send();
        mock.nextConnections(ConnectionFault.REFUSE, 5);
        assertThat(caller.send().statusCode())
                .as("over the connection there is")
                .isEqualTo(204);
        assertThat(mock.journal().count()).isZero();
        assertThat(mock.reconnects().all()).isEmpty();
        assertThat(json(admin.get("stats")).at("/statuses")).isEmpty();
        assertThat(new Caller(mock).send().statusCode()).isEqualTo(202);
        mock.verifyScriptsUsed();
    }
}
