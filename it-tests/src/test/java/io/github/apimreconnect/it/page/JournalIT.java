package io.github.apimreconnect.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JournalIT {
    private static final int MOST_ROWS = 500;

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void rowsArriveByThemselvesNewestFirst() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            new Caller(mock.httpEndpoint()).reconnects(3, "a");
            page.awaitRows(3);
            assertThat(page.numbers()).containsExactly(3L, 2L, 1L);
        }
    }

    @Test
    void aRowShowsTimeBackendStatusCodeLatencyAndWhatAnswered() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            Caller caller = new Caller(mock.httpEndpoint());
            mock.script(Scope.ANY, Step.answer("service-locked"));
            caller.reconnect("first");
            caller.unauthorized("second");
            page.awaitRows(2);
            page.await("both are answered", () -> !page.text("#rows").contains("…"));
            assertThat(page.text(page.row(1)))
                    .containsPattern("\\d\\d:\\d\\d:\\d\\d\\.\\d\\d\\d")
                    .contains("first", "409", "ServiceLocked", "service-locked")
                    .containsPattern("[\\d.]+ ms");
            assertThat(page.text(page.row(2))).contains("second", "401", "AuthenticationFailed", "check token");
            assertThat(page.find(page.row(2)).getDomAttribute("data-status")).isEqualTo("401");
            assertThat(page.find(page.row(1) + " time").getDomAttribute("datetime"))
                    .isEqualTo(mock.journal().retained().get(0).arrived().toString());
        }
    }

    @Test
    void anAnswerOnItsWayIsShownSoAndThenItsEnd() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            mock.script(Scope.ANY, Step.parse("delay:3s"), Step.parse("stall@in-head"));
            Caller caller = new Caller(mock.httpEndpoint());
            CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return caller.reconnect("a");
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            page.awaitRows(1);
            assertThat(page.text(page.row(1))).contains("…");
            assertThat(answer.get()).isEqualTo(202);
            page.await("it took 3 seconds", () -> page.text(page.row(1)).contains("3.0 s"));
        }
    }

    @Test
    void theListHasTheNewestFiveHundredAtMost() throws Exception {
        try (MockArm mock = MockArm.start()) {
            Caller caller = new Caller(mock.httpEndpoint());
            caller.reconnects(MOST_ROWS + 20, "before");
            try (Page page = BROWSER.open(mock)) {
                page.awaitRows(MOST_ROWS);
                caller.reconnects(100, "after");
                page.await("the newest is there", () -> page.numbers().get(0) == MOST_ROWS + 120);
                assertThat(page.numbers())
                        .isEqualTo(LongStream.iterate(MOST_ROWS + 120, n -> n - 1)
                                .limit(MOST_ROWS)
                                .boxed()
                                .toList());
            }
        }
    }

    @Test
    void pauseHoldsTheListAndCountsWhatIsNew() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            Caller caller = new Caller(mock.httpEndpoint());
            caller.reconnects(2, "a");
            page.awaitRows(2);
            page.click("#pause");
            assertThat(page.find("#pause").getDomAttribute("aria-pressed")).isEqualTo("true");
            caller.reconnects(12, "a");
            page.awaitText("#waiting", "12 new while paused");
            assertThat(page.numbers()).containsExactly(2L, 1L);
            page.click("#pause");
            page.awaitRows(14);
            assertThat(page.text("#waiting")).isEmpty();
            assertThat(page.numbers()).first().isEqualTo(14L);
        }
    }

    @Test
    void aFilterByTextAlsoHoldsForNewRows() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            Caller caller = new Caller(mock.httpEndpoint());
            caller.reconnects(2, "orders");
            caller.reconnect("payments", "x-ms-client-request-id", "needle-17");
            page.awaitRows(3);
            page.type("#filter-text", "PAYMENTS");
            page.awaitRows(1);
            caller.reconnect("orders");
            caller.reconnect("payments");
            page.awaitRows(2);
            assertThat(page.numbers()).containsExactly(5L, 3L);
            page.type("#filter-text", "needle-17");
            page.awaitRows(1);
            page.type("#filter-text", "nothing like it");
            page.awaitRows(0);
            assertThat(page.text("#journal")).contains("No request matches");
        }
    }

    @Test
    void aFilterByStatusShowsAcceptedRefusedFaultyOrOneStatus() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            Caller caller = new Caller(mock.httpEndpoint());
            mock.script(Scope.ANY, Step.answer("service-locked"), Step.parse("delay:1ms"));
            caller.reconnects(3, "a");
            caller.unauthorized("a");
            page.awaitRows(4);
            assertFiltered(page, "accepted", 3, 2);
            assertFiltered(page, "refused", 4, 1);
            assertFiltered(page, "faults", 2);
            assertFiltered(page, "401", 4);
            assertFiltered(page, "all", 4, 3, 2, 1);
        }
    }

    private static void assertFiltered(Page page, String status, long... numbers) {
        page.select("#filter-status", status);
        page.await(
                status + " shows " + LongStream.of(numbers).boxed().toList(),
                () -> page.numbers().equals(LongStream.of(numbers).boxed().toList()));
    }

    @Test
    void withoutRequestsThePageShowsALineThatSendsOne() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            assertThat(page.isVisible("#empty")).isTrue();
            page.click("#empty button");
            String line = BROWSER.clipboard();
            assertThat(page.text("#empty"))
                    .contains("curl")
                    .contains(line.lines().findFirst().orElseThrow());
            assertThat(Copied.run(line)).isEqualTo(202);
            page.awaitRows(1);
            assertThat(page.isVisible("#empty")).isFalse();
        }
    }

    @Test
    void aClearedJournalIsClearedOnThePage() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            Caller caller = new Caller(mock.httpEndpoint());
            caller.reconnects(3, "a");
            page.awaitRows(3);
            mock.journal().clear();
            page.awaitRows(0);
            caller.reconnect("b");
            page.awaitRows(1);
            assertThat(page.text(page.row(1))).contains("b");
        }
    }
}
