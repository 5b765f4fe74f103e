package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.JournalEntry.Refusal;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal has every check that a refused request would have failed; the reply is that of the first alone. */
@TestInstance(Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
final class NearMissesTest {
    private MockArm mock;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Path world = Files.writeString(
                folder.resolve("world.yaml"),
                "subscriptions:\n  " + Caller.SUBSCRIPTION
                        + ":\n    resourceGroups:\n      rg:\n        services:\n          svc:\n            backends: [b1, "
                        + "b".repeat(81) + "]\n");
        mock = MockArm.builder().world(world).start();
    }

    @AfterAll
    void close() {
        mock.close();
    }

    @ParameterizedTest
    @EnumSource
    void aRequestWithOneBreachFailsOneCheck(Breach breach) {
        JournalEntry entry = sent(EnumSet.of(breach));
        assertThat(entry.refusedBy()).isEqualTo(breach.check());
        assertThat(entry.alsoRefusedBy()).isEmpty();
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(Breach.values())
                .flatMap(first -> Arrays.stream(Breach.values())
                        .filter(second -> second.compareTo(first) > 0)
                        .filter(second -> !first.alternatives().contains(second))
                        .map(second -> Arguments.of(first, second)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void ofTwoBreachesTheFirstRefusesAndTheSecondIsListed(Breach first, Breach second) {
        JournalEntry entry = sent(EnumSet.of(first, second));
        assertThat(entry.refusedBy()).isEqualTo(first.check());
        assertThat(entry.alsoRefusedBy())
                .extracting(Refusal::check)
                .isEqualTo(first.hidden().contains(second) ? List.of() : List.of(second.check()));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theReplyIsThatOfTheFirstBreach(Breach first, Breach second) {
        HttpResponse<String> one = Breach.request(mock, EnumSet.of(first)).send(mock.httpEndpoint());
        HttpResponse<String> both =
                Breach.request(mock, EnumSet.of(first, second)).send(mock.httpEndpoint());
        assertThat(both.statusCode()).isEqualTo(one.statusCode());
        assertThat(both.headers().firstValue("x-mock-hint"))
                .isEqualTo(one.headers().firstValue("x-mock-hint"));
        assertThat(names(both)).isEqualTo(names(one));
    }

    @Test
    void allBreachesAreListedInTheOrderOfTheChecks() {
        JournalEntry entry = sent(EnumSet.of(
                Breach.VERSION_UNKNOWN,
                Breach.TOKEN,
                Breach.SUBSCRIPTION,
                Breach.METHOD,
                Breach.NAMES,
                Breach.CONTENT_TYPE,
                Breach.SCHEMA,
                Breach.SCENARIO));
        assertThat(entry.refusedBy()).isEqualTo("token");
        assertThat(entry.alsoRefusedBy())
                .extracting(Refusal::check)
                .containsExactly(
                        "subscription", "api-version", "method", "names", "content type", "schema", "scenario");
        assertThat(entry.alsoRefusedBy().get(2)).isEqualTo(new Refusal("method", "Use POST."));
    }

    @Test
    void threeBreachesAreAllThere() {
        JournalEntry entry = sent(EnumSet.of(Breach.VERSION_MISSING, Breach.METHOD, Breach.JSON));
        assertThat(entry.refusedBy()).isEqualTo("api-version");
        assertThat(entry.alsoRefusedBy()).extracting(Refusal::check).containsExactly("method", "json");
    }

    @Test
    void anAcceptedRequestFailsNone() {
        new Caller(mock).send();
        assertThat(mock.journal().last().alsoRefusedBy()).isEmpty();
    }

    @Test
    void aRequestThatMissesTheTokenEndpointIsNotJudgedAsAReconnect() {
        new Caller(mock)
                .path("/oauth2/v2.0/token")
                .query("")
                .header("Authorization", null)
                .send();
        assertThat(mock.journal().last().alsoRefusedBy()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tenant", "/subscription", "/provider/Microsoft.ApiManagement"})
    void aPathThatMissesADocumentIsJudgedAsThatDocument(String path) {
        Caller caller = new Caller(mock)
                .path(path)
                .query("")
                .method("PUT")
                .header("Authorization", null)
                .header("Content-Type", "text/plain")
                .header("x-mock-scenario", "nope");
        caller.send();
        assertThat(mock.journal().last().refusedBy()).isEqualTo("path");
        assertThat(mock.journal().last().alsoRefusedBy())
                .extracting(Refusal::check)
                .containsExactly("api-version", "token", "method");
        assertThat(mock.journal().last().alsoRefusedBy())
                .contains(
                        new Refusal("api-version", "Add ?api-version=2022-12-01."), new Refusal("method", "Use GET."));
        caller.query("?api-version=2022-12-01")
                .method("GET")
                .header("Authorization", "Bearer any")
                .send();
        assertThat(mock.journal().last().alsoRefusedBy()).isEmpty();
    }

    @Test
    void aPathThatMissesTheEndpointsNeedsNoToken() {
        new Caller(mock)
                .path("/metadata/endpoint")
                .query("")
                .method("PUT")
                .header("Authorization", null)
                .send();
        assertThat(mock.journal().last().alsoRefusedBy())
                .extracting(Refusal::check)
                .containsExactly("api-version", "method");
    }

    @Test
    void aPathBelowASubscriptionThatMissesADocumentIsJudgedAsThatDocument() {
        String path = "/subscriptions/" + Caller.SUBSCRIPTION + "/provider/Microsoft.ApiManagement";
        Caller caller =
                new Caller(mock).path(path).query("?api-version=2022-12-01").method("GET");
        caller.send();
        assertThat(mock.journal().last().refusedBy()).isEqualTo("resource type");
        assertThat(mock.journal().last().alsoRefusedBy()).isEmpty();
        caller.query(Caller.QUERY).method("PUT").send();
        assertThat(mock.journal().last().alsoRefusedBy())
                .containsExactly(
                        new Refusal("api-version", "Use 2022-12-01. Relaxed by --any-api-version."),
                        new Refusal("method", "Use GET."));
        caller.query("")
                .header("Authorization", null)
                .path(path.replace(Caller.SUBSCRIPTION, "mine"))
                .send();
        assertThat(mock.journal().last().refusedBy()).isEqualTo("api-version");
        assertThat(mock.journal().last().alsoRefusedBy())
                .extracting(Refusal::check)
                .containsExactly("token", "subscription", "resource type", "method");
    }

    @Test
    void anEmptyWriteBucketHidesNothingOfAPathThatMissesADocument() {
        try (MockArm limited = MockArm.builder().throttle("1/1").virtualClock().start()) {
            new Caller(limited).send();
            new Caller(limited)
                    .path("/subscriptions/" + Caller.SUBSCRIPTION + "/providers")
                    .query("?api-version=2022-12-01")
                    .send();
            assertThat(limited.journal().last().refusedBy()).isEqualTo("throttle");
            assertThat(limited.journal().last().alsoRefusedBy())
                    .extracting(Refusal::check)
                    .containsExactly("resource type", "method");
        }
    }

    @Test
    void aPathLikeNoneIsJudgedAsAReconnect() {
        new Caller(mock).path("/nowhere").query("").method("GET").send();
        assertThat(mock.journal().last().alsoRefusedBy())
                .extracting(Refusal::check)
                .containsExactly("api-version", "method");
    }

    @Test
    void anUnreadableTargetHidesItsApiVersion() {
        new Caller(mock)
                .path(Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "%FF"))
                .query("")
                .method("GET")
                .send();
        assertThat(mock.journal().last().alsoRefusedBy())
                .extracting(Refusal::check)
                .containsExactly("method");
    }

    @Test
    void noBodyIsQuotedUnlessItIsMeantForArm() {
        Breach.request(mock, EnumSet.of(Breach.PATH))
                .json("{\"properties\":{\"after\":\"secret\"}}")
                .send();
        assertThat(mock.journal().last().alsoRefusedBy().toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0"})
    void aBodyAbove64KibibytesIsNotParsedForTheJournalAlone(int more, int listed) {
        Breach.request(mock, EnumSet.of(Breach.TOKEN))
                .json("nope" + " ".repeat(64 * 1024 - 4 + more))
                .send();
        assertThat(mock.journal().last().alsoRefusedBy()).hasSize(listed);
    }

    @Test
    void anExistenceAfterABodyThatRefusesIsListedHoweverLongTheBody() {
        Breach.request(mock, EnumSet.of(Breach.WORLD))
                .json("nope" + " ".repeat(65 * 1024))
                .send();
        assertThat(mock.journal().last().alsoRefusedBy())
                .extracting(Refusal::check)
                .containsExactly("world");
    }

    @Test
    void theWriteBucketIsNotAskedForARequestThatAnotherCheckRefuses() {
        try (MockArm limited = MockArm.builder().throttle("1/1").virtualClock().start()) {
            Set<Breach> breaches = EnumSet.of(Breach.TOKEN, Breach.METHOD);
            for (int i = 0; i < 5; i++) {
                Breach.request(limited, breaches).send();
            }
            HttpResponse<String> first = new Caller(limited).send();
            assertThat(first.statusCode()).isEqualTo(202);
            assertThat(first.headers().firstValue("x-ms-ratelimit-remaining-subscription-global-writes"))
                    .hasValue("14");
        }
    }

    @Test
    void anEmptyWriteBucketRefusesFirstAndTheChecksAfterItAreListed() {
        try (MockArm limited = MockArm.builder().throttle("1/1").virtualClock().start()) {
            new Caller(limited).send();
            Breach.request(limited, EnumSet.of(Breach.METHOD, Breach.SCHEMA)).send();
            assertThat(limited.journal().last().refusedBy()).isEqualTo("throttle");
            assertThat(limited.journal().last().alsoRefusedBy())
                    .extracting(Refusal::check)
                    .containsExactly("method", "schema");
        }
    }

    @Test
    void anUnknownVersionHasTheRulesOfTheNewestDocumented() {
        JournalEntry entry = sent(EnumSet.of(Breach.VERSION_UNKNOWN, Breach.NAMES));
        assertThat(entry.alsoRefusedBy().get(0).reason()).contains("backendId", "1 to 80 characters");
    }

    /** Returns the names of a reply's headers, except the one that says that the connection ends with a large body. */
    private static Set<String> names(HttpResponse<String> reply) {
        Set<String> names = new TreeSet<>(reply.headers().map().keySet());
        names.remove("connection");
        return names;
    }

    private JournalEntry sent(Set<Breach> breaches) {
        Breach.request(mock, breaches).send(mock.httpEndpoint());
        return mock.journal().last();
    }
}
