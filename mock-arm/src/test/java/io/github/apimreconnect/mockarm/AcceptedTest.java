package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.internal.contract.Contract;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(MockArmExtension.class)
final class AcceptedTest {
    @Test
    void theAnswerHasTheRecordedHeadersAndNoOthers(MockArm mock) {
        HttpResponse<String> response =
                new Caller(mock).json("{\"properties\":{\"after\":\"PT5M\"}}").send();
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().map().keySet())
                .containsExactlyInAnyOrder(
                        "cache-control",
                        "pragma",
                        "strict-transport-security",
                        "x-content-type-options",
                        "x-ms-request-id",
                        "server",
                        "x-ms-ratelimit-remaining-subscription-writes",
                        "x-ms-ratelimit-remaining-subscription-global-writes",
                        "x-ms-correlation-request-id",
                        "x-ms-routing-request-id",
                        "date",
                        "expires",
                        "content-length");
        assertThat(response.headers().firstValue("content-length")).hasValue("0");
        assertThat(response.headers().firstValue("x-ms-routing-request-id").orElseThrow())
                .matches("WESTUS:\\d{8}T\\d{6}Z:"
                        + response.headers()
                                .firstValue("x-ms-correlation-request-id")
                                .orElseThrow());
    }

    @Test
    void remainingWritesCountDownFrom199() {
        Clock stopped = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        try (MockArm still = MockArm.builder().clock(stopped).start()) {
            assertThat(remaining(new Caller(still).send())).isEqualTo(199);
            assertThat(remaining(new Caller(still).send())).isEqualTo(198);
        }
    }

    private static int remaining(HttpResponse<String> response) {
        return Integer.parseInt(response.headers()
                .firstValue("x-ms-ratelimit-remaining-subscription-writes")
                .orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"properties\":{}}",
                "{\"properties\":{\"after\":\"PT3S\"}}",
                "{\"properties\":{\"after\":\"PT0S\"}}",
                "{\"properties\":{\"after\":\"PT0.5S\"}}",
                "{\"properties\":{\"after\":\"P1Y2M3W4DT5H6M7.8S\"}}",
                "{\"id\":\"/x\",\"name\":\"n\",\"type\":\"t\",\"properties\":{\"after\":\"PT3S\",\"more\":1},\"more\":[]}",
            })
    void bodiesThatTheSchemaAllowsAreAccepted(String body, MockArm mock) {
        assertThat(new Caller(mock).json(body).send().statusCode()).isEqualTo(202);
    }

    @Test
    void noBodyIsAcceptedWithAndWithoutAContentType(MockArm mock) {
        assertThat(new Caller(mock).send().statusCode()).isEqualTo(202);
        assertThat(new Caller(mock).json("").send().statusCode()).isEqualTo(202);
    }

    @Test
    void mediaTypesMatchWithoutRegardToCaseAndParameters(MockArm mock) {
        assertThat(new Caller(mock)
                        .json("{}")
                        .header("Content-Type", "Application/JSON; charset=utf-8")
                        .send()
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void keywordsOfThePathMatchWithoutRegardToCase(MockArm mock) {
        String path = Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "b1").toLowerCase(Locale.ROOT);
        assertThat(new Caller(mock).path(path).send().statusCode()).isEqualTo(202);
        assertThat(new Caller(mock).path(path.toUpperCase(Locale.ROOT)).send().statusCode())
                .isEqualTo(202);
    }

    @Test
    void anEncodedSlashStaysInItsName(MockArm mock) {
        String path = Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "a%2Fb%2F..%2Fc");
        assertThat(new Caller(mock).path(path).send().statusCode()).isEqualTo(202);
    }

    @Test
    void everyVersionOfTheContractIsAccepted(MockArm mock) {
        assertThat(Contract.shipped().apiVersions())
                .hasSize(23)
                .allSatisfy(version -> assertThat(new Caller(mock)
                                .query("?api-version=" + version)
                                .send()
                                .statusCode())
                        .isEqualTo(202));
    }

    @Test
    void theJournalHoldsTheRequestOnceItsAnswerIsHere(MockArm mock) {
        for (int i = 1; i <= 50; i++) {
            new Caller(mock).header("x-ms-client-request-id", "call-" + i).send();
            assertThat(mock.journal().last().headers()).containsEntry("X-MS-Client-Request-Id", "call-" + i);
        }
    }

    @Test
    void theReconnectIsThereOnceItsRequestIsInTheJournal() {
        CompletableFuture<MockArm> started = new CompletableFuture<>();
        List<Integer> reconnects = new CopyOnWriteArrayList<>();
        try (MockArm mock = Parts.calling(entry ->
                        reconnects.add(started.join().reconnects().all().size()))
                .start()) {
            started.complete(mock);
            new Caller(mock).send();
            new Caller(mock).send();
        }
        assertThat(reconnects).containsExactly(1, 2);
    }
}
