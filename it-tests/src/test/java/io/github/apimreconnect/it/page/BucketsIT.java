package io.github.apimreconnect.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.MockArm;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class BucketsIT {
    private static final String GAUGE = "#buckets .bucket[data-subscription=\"" + Caller.SUBSCRIPTION + "\"]";

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void aGaugeShowsTheBucketEmptyAndRefill() throws Exception {
        try (MockArm mock = MockArm.builder().throttle("20/2").virtualClock().start();
                Page page = BROWSER.open(mock)) {
            Caller caller = new Caller(mock.httpEndpoint());
            caller.reconnects(3, "a");
            page.awaitText(GAUGE, "17 of 20");
            caller.reconnects(17, "a");
            page.awaitText(GAUGE, "0 of 20");
            assertThat(caller.reconnect("a")).isEqualTo(429);
            mock.clock().advance(Duration.ofSeconds(4));
            page.awaitText(GAUGE, "8 of 20");
            page.await(
                    "the meter also",
                    () -> page.number(
                                    "const m = document.querySelector(arguments[0]);"
                                            + "return +(m.value ?? m.getAttribute('aria-valuenow'))",
                                    GAUGE + " :is(meter, [role=meter])")
                            == 8);
        }
    }

    @Test
    void eachSubscriptionAndPrincipalHasItsOwnGauge() throws Exception {
        try (MockArm mock = MockArm.builder().virtualClock().start();
                Page page = BROWSER.open(mock)) {
            Caller caller = new Caller(mock.httpEndpoint());
            caller.reconnect("a");
            caller.reconnect("a", "Authorization", "Bearer other-secret-token");
            caller.post(Caller.target("11111111-1111-1111-1111-111111111111", "a"), "");
            page.await(
                    "both subscriptions",
                    () -> page.exists(GAUGE) && page.exists("#buckets .bucket[data-subscription^=\"11111111\"]"));
            page.await(
                    "both principals",
                    () -> page.all(GAUGE + "[data-principal]").size() >= 2);
            assertThat(page.text("#buckets")).doesNotContain("other-secret-token");
        }
    }

    @Test
    void withoutWritesThePageSaysHowAGaugeComes() {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            assertThat(page.text("#buckets")).contains("first request");
        }
    }
}
