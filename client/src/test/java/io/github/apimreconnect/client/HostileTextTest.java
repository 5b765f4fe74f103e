package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;

/** Input on which a backtracking pattern would take seconds. Runs alone, because it measures time. */
@Isolated
final class HostileTextTest {
    private static final Duration LIMIT = Duration.ofMillis(50);
    private static final int ID = 8 * 1024;
    private static final int BODY = 64 * 1024;
    private static final String SUBSCRIPTION = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private static final String ARM_ID = "/subscriptions/" + SUBSCRIPTION
            + "/resourceGroups/rg/providers/Microsoft.ApiManagement/service/svc/backends/b1";

    @ParameterizedTest
    @MethodSource
    void anIdIsReadOrRefusedInTime(String text) {
        inTime(() -> refusedOrNot(() -> BackendId.parse(text)));
    }

    static Stream<String> anIdIsReadOrRefusedInTime() {
        String spaces = " ".repeat(ID);
        return Stream.of(
                spaces + "x",
                "\n".repeat(ID) + "x",
                ARM_ID + spaces + "\n\nx",
                ARM_ID + "\n".repeat(ID) + "x",
                ARM_ID + "?" + spaces + "\nx",
                ARM_ID + "/reconnect?" + "? ".repeat(ID / 2) + "\n\nx",
                ARM_ID + "/".repeat(ID),
                ARM_ID + "/reconnect".repeat(ID / 10),
                "https://" + "a".repeat(ID),
                "https://" + "@".repeat(ID),
                "https://portal.azure.com/#" + "@".repeat(ID),
                "https://portal.azure.com/#@t/resource" + "/resource".repeat(ID / 9),
                "//".repeat(ID / 2) + "@",
                "?".repeat(ID),
                "#?".repeat(ID / 2),
                "/subscriptions".repeat(ID / 14),
                ARM_ID.replace("rg", "%25".repeat(ID / 3)),
                ARM_ID.replace("svc", "a" + "-".repeat(ID)),
                ARM_ID.replace("svc", "a-".repeat(ID / 2)),
                ARM_ID.replace(SUBSCRIPTION, "0".repeat(ID)));
    }

    @ParameterizedTest
    @MethodSource
    void aBodyThatHoldsNoErrorIsQuotedInTime(String body) {
        HttpRequest request = new HttpRequest(HttpMethod.POST, "https://management.azure.com/x");
        CannedResponse answer =
                new CannedResponse(request, 502, new HttpHeaders(), Flux.just(CannedResponse.bytes(body)));
        DrainedResponse drained = ReconnectDrainPolicy.drain(answer).block();
        assertThat(drained).isNotNull();
        ReconnectAttempts attempts = new ReconnectAttempts(BackendId.parse(ARM_ID), 0);
        inTime(() -> ReconnectReply.of(drained, Instant.EPOCH)
                .match(
                        () -> "",
                        busy -> new BackendReconnectException(attempts, drained, busy.error(), busy.serverWait())
                                .getMessage(),
                        refused -> ""));
    }

    static Stream<String> aBodyThatHoldsNoErrorIsQuotedInTime() {
        return Stream.of(
                " ".repeat(BODY),
                "\n".repeat(BODY - 1) + "x",
                "\u0001 ".repeat(BODY / 2),
                " x".repeat(BODY / 2),
                "[".repeat(BODY),
                "{\"error\":".repeat(BODY / 9),
                "{\"error\":{\"code\":\"A\",\"message\":\"" + "\\n".repeat(BODY / 2 - 50) + "\"}}",
                "{\"code\":\"A\",\"details\":[" + "{},".repeat(BODY / 3 - 20) + "{}]}",
                "{\"code\":\"A\",\"details\":[" + "{\"details\":[".repeat(BODY / 20) + "]}".repeat(BODY / 20) + "]}",
                "{\"code\":\"A\",\"details\":[" + "{\"details\":[".repeat(98) + "{\"message\":\"" + "x".repeat(60_000)
                        + "\"}" + "]}".repeat(98) + "]}",
                "1".repeat(BODY));
    }

    @ParameterizedTest
    @MethodSource
    void anEndpointIsRefusedInTime(String text) {
        inTime(() -> refusedOrNot(() -> Endpoint.checked(text, true)));
    }

    static Stream<String> anEndpointIsRefusedInTime() {
        return Stream.of(
                "https://" + "a.".repeat(ID / 2),
                "https://host" + "/".repeat(ID),
                "https://" + "@".repeat(ID),
                "https://host:" + "9".repeat(ID),
                "https://" + "a:".repeat(ID / 2) + "@",
                "https://" + "?".repeat(ID / 2) + ":" + "@".repeat(ID / 2),
                "https://host?" + "?#".repeat(ID / 2));
    }

    private static Object refusedOrNot(Supplier<Object> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException refused) {
            return refused;
        }
    }

    /** The best of several runs: on a busy machine any single one may be slow. */
    private static void inTime(Supplier<Object> read) {
        long best = Long.MAX_VALUE;
        for (int run = 0; run < 10; run++) {
            long start = System.nanoTime();
            assertThat(read.get()).isNotNull();
            best = Math.min(best, System.nanoTime() - start);
        }
        assertThat(Duration.ofNanos(best)).isLessThan(LIMIT);
    }
}
