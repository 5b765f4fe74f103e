package io.github.apimreconnect.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

final class ClockIT {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void aVirtualClockIsAdvancedByWhatIsTyped() {
        try (MockArm mock = MockArm.builder().virtualClock().start();
                Page page = BROWSER.open(mock)) {
            Instant before = mock.clock().instant();
            page.awaitText("#clock-kind", "virtual");
            page.type("#advance", "PT1H30M");
            page.click("#advance-button");
            Instant after = before.plus(Duration.ofMinutes(90));
            page.awaitText("#clock-now", after.toString().substring(11, 19));
            assertThat(mock.clock().instant()).isEqualTo(after);
        }
    }

    @Test
    void textThatIsNotADurationIsAnErrorAndTheClockStands() {
        try (MockArm mock = MockArm.builder().virtualClock().start();
                Page page = BROWSER.open(mock).expectErrors("status of 400")) {
            Instant before = mock.clock().instant();
            page.type("#advance", "soon");
            page.click("#advance-button");
            page.awaitText("#clock-error", "advance");
            assertThat(mock.clock().instant()).isEqualTo(before);
            page.type("#advance", "PT1S");
            page.click("#advance-button");
            page.await("no error is left", () -> page.text("#clock-error").isEmpty());
        }
    }

    @Test
    void aRealClockCannotBeAdvanced() {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            page.awaitText("#clock-kind", "real");
            assertThat(page.find("#advance-button").isEnabled()).isFalse();
        }
    }

    @Test
    void aClockThatATestAdvancesMovesOnThePage() {
        try (MockArm mock = MockArm.builder().virtualClock().start();
                Page page = BROWSER.open(mock)) {
            Instant now = mock.clock().advance(Duration.ofHours(5));
            page.awaitText("#clock-now", now.toString().substring(11, 19));
        }
    }

    @Test
    void aResetAsksFirstAndThenClearsEverything() throws Exception {
        try (MockArm mock = MockArm.builder().throttle("20/2").virtualClock().start();
                Page page = BROWSER.open(mock)) {
            mock.script(Scope.backend("nobody"), Step.answer("service-locked"));
            new Caller(mock.httpEndpoint()).reconnects(3, "a");
            page.awaitRows(3);
            page.await("there is a card", () -> page.exists("#reconnects .card"));
            assertThat(page.isVisible("#reset-confirm")).isFalse();
            page.click("#reset");
            assertThat(page.isVisible("#reset-confirm")).isTrue();
            assertThat(mock.journal().count()).isEqualTo(3);
            page.click("#reset-confirm");
            page.awaitRows(0);
            page.await("no script, no card", () -> !page.exists("#armed .script, #reconnects .card"));
            page.await(
                    "the counters are back at 0",
                    () -> page.text("#count-accepted").equals("0"));
            page.await("the buckets are full", () -> !page.text("#buckets").contains("17 of 20"));
            assertThat(page.isVisible("#empty")).isTrue();
            assertThat(page.isVisible("#reset-confirm")).isFalse();
            assertThat(mock.journal().count()).isZero();
        }
    }

    @Test
    void aResetThatIsNotConfirmedDoesNothing() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            new Caller(mock.httpEndpoint()).reconnect("a");
            page.awaitRows(1);
            page.click("#reset");
            page.press(Keys.ESCAPE);
            page.await("the question is gone", () -> !page.isVisible("#reset-confirm"));
            assertThat(page.rowCount()).isEqualTo(1);
            assertThat(mock.journal().count()).isEqualTo(1);
        }
    }
}
