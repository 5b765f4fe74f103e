package io.github.apimreconnect.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ReconnectsIT {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void aPendingReconnectCountsDownByTheMocksClock() throws Exception {
        try (MockArm mock = MockArm.builder().virtualClock().start();
                Page page = BROWSER.open(mock)) {
            new Caller(mock.httpEndpoint()).post(Caller.target("proxy"), "{\"properties\":{\"after\":\"PT3M\"}}");
            String card = card("proxy");
            page.awaitText(card + " .countdown", "3:00");
            Instant due = mock.reconnects().pending().get(0).due();
            assertThat(page.text(card + " .asked")).contains("PT3M");
            assertThat(page.text(card + " .due")).contains(due.toString().substring(11, 19));
            assertThat(page.text(card + " .last")).contains("202");
            mock.clock().advance(Duration.ofSeconds(75));
            page.awaitText(card + " .countdown", "1:45");
            mock.clock().advance(Duration.ofSeconds(105));
            page.awaitText(card + " .countdown", "done");
        }
    }

    @Test
    void aRealClockCountsDownByItself() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            new Caller(mock.httpEndpoint()).post(Caller.target("proxy"), "{\"properties\":{\"after\":\"PT3S\"}}");
            page.awaitText(card("proxy") + " .countdown", "0:0");
            page.awaitText(card("proxy") + " .countdown", "done");
        }
    }

    @Test
    void eachBackendHasACardWithWhatHappenedLast() throws Exception {
        try (MockArm mock = MockArm.builder().virtualClock().start();
                Page page = BROWSER.open(mock)) {
            Caller caller = new Caller(mock.httpEndpoint());
            caller.reconnect("first");
            caller.post(Caller.target("second"), "");
            page.await("two cards", () -> page.all("#reconnects .card").size() == 2);
            assertThat(page.text(card("second") + " .asked")).doesNotContain("PT");
            mock.clock().advance(Duration.ofSeconds(30));
            caller.reconnect("first");
            page.awaitText(card("first") + " .countdown", "2:00");
            page.awaitText(card("second") + " .countdown", "1:30");
            assertThat(page.all("#reconnects .card")).hasSize(2);
            mock.script(Scope.backend("second"), Step.answer("service-locked"));
            caller.reconnect("second");
            page.awaitText(card("second") + " .last", "409");
            assertThat(page.text(card("first") + " .last")).contains("202");
        }
    }

    @Test
    void aReconnectThatIsDueAfterTheYear9999HasACard() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            new Caller(mock.httpEndpoint()).post(Caller.target("proxy"), "{\"properties\":{\"after\":\"P9999Y\"}}");
            page.awaitText("#pending-count", "1 pending");
            assertThat(page.text(card("proxy") + " .countdown")).matches("[0-9]+:[0-9]{2}:[0-9]{2}");
        }
    }

    @Test
    void withoutReconnectsThePageSaysHowOneComes() {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            assertThat(page.text("#reconnects")).contains("An accepted request starts a countdown");
        }
    }

    private static String card(String backend) {
        return "#reconnects .card[data-backend=\"" + backend + "\"]";
    }
}
