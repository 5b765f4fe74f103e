package io.github.apimreconnect.mockarm.internal.admin;

import static io.github.apimreconnect.mockarm.internal.admin.AdminCaller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The journal over HTTP: its entries and its filters. */
@ExtendWith(MockArmExtension.class)
final class AdminJournalTest {
    private MockArm mock;
    private AdminCaller admin;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
        admin = new AdminCaller(started);
    }

    @Test
    void theJournalShowsWhatCameAndHowItEnded() {
        new Caller(mock)
                .header("x-ms-client-request-id", "call-1")
                .json("{\"properties\":{\"after\":\"PT3S\"}}")
                .send();
        new Caller(mock).query("?api-version=1&sig=s3cr3t").send();
        JsonNode journal = json(admin.get("journal"));
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
        "journal/count, ?status=404&status=202, status",
        "journal/count, ?status=404&backend=b&status=404, status",
        "journal, ?limit=1&l%69mit=1, limit",
        "journal, ?retained=true&&retained, retained",
        "reconnects, ?after=1&after=2, after",
    })
    void aRepeatedParameterIsRefused(String page, String query, String name) {
        HttpResponse<String> refused = admin.send("GET", page, query, "");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).at("/error").asText()).isEqualTo("'" + name + "' appears more than once");
    }

    @Test
    void emptyPartsOfAQueryDoNotCountAsRepeated() {
        assertThat(admin.send("GET", "journal", "?&&limit=1&", "").statusCode()).isEqualTo(200);
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
        "method=post, 2",
        "method=GET, 0",
        "refusedBy=*, 1",
        "refusedBy=js?n, 1",
        "scripted=*, 0",
        "outcome=sent, 2",
        "outcome=cut, 0",
        "limit=1, 1",
        "limit=3, 2",
        "'', 2",
    })
    void theJournalIsFiltered(String query, int count) {
        new Caller(mock).header("x-ms-client-request-id", "call-1").send();
        new Caller(mock).json("{").send();
        assertThat(json(admin.send("GET", "journal", "?" + query, "")).at("/entries"))
                .hasSize(count);
        if (!query.contains("limit")) {
            assertThat(admin.send("GET", "journal/count", "?" + query, "").body())
                    .isEqualTo("{\"count\":" + count + "}");
        }
    }

    @Test
    void aLimitLeavesTheNewestEntries() {
        new Caller(mock).json("{").send();
        new Caller(mock).send();
        assertThat(json(admin.send("GET", "journal", "?limit=1", "")).at("/entries"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.at("/status").asInt()).isEqualTo(202));
    }

    @Test
    void aJournalThatLostEntriesSaysSoInsteadOfCounting() {
        try (MockArm small = MockArm.builder().journal(1).start()) {
            AdminCaller smallAdmin = new AdminCaller(small);
            new Caller(small).send();
            new Caller(small).send();
            HttpResponse<String> lost = smallAdmin.send("GET", "journal", "", "");
            assertThat(lost.statusCode()).isEqualTo(409);
            assertThat(json(lost).at("/error").asText()).contains("has dropped 1 of 2", "?retained=true");
            assertThat(json(smallAdmin.send("GET", "journal", "?limit=1", "")).at("/entries"))
                    .as("the newest is there")
                    .hasSize(1);
            assertThat(smallAdmin.send("GET", "journal", "?limit=2", "").statusCode())
                    .isEqualTo(409);
            JsonNode left = json(smallAdmin.send("GET", "journal", "?retained=true", ""));
            assertThat(left.at("/dropped").asInt()).isEqualTo(1);
            assertThat(left.at("/entries")).hasSize(1);
            assertThat(smallAdmin.send("DELETE", "journal", "", "").statusCode())
                    .isEqualTo(204);
            assertThat(json(smallAdmin.send("GET", "journal", "", ""))
                            .at("/count")
                            .asInt())
                    .isZero();
        }
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
                "outcome=gone, `'outcome' must be one of pending, sent, cut, stalled, abandoned, but was gone`",
                "await=0, 'await' must be from 1",
                "await=1000001, `'await' must be from 1 to 1000000, but was 1000001`",
                "timeout=5s, `'timeout' needs 'await'`",
                "await=1&timeout=61s, `'timeout' must be a time up to 60s, such as 500ms, 5s or PT5S, but was 61s`",
                "await=1&timeout=PT0.1M, 'timeout' must be a time",
                "await=1&timeout=pt1s, 'timeout' must be a time",
                "await=1&timeout=-PT1S, 'timeout' must be a time",
                "await=1&outcome=sent, `'outcome' changes after`",
                "page=1, Unknown parameter 'page'. Known parameters: backend",
            })
    void anInvalidFilterIsNamed(String query, String problem) {
        HttpResponse<String> refused = admin.send("GET", "journal", "?" + query, "");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).at("/error").asText()).contains(problem);
    }

    @Test
    void whatAPageChangesIsNotInTheJournal() {
        admin.get("health");
        admin.post("reset", "");
        assertThat(mock.journal().count()).isZero();
    }
}
