package io.github.apimreconnect.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.WebElement;

final class StripIT {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void theStripShowsTheAddressesAndTheSettings() {
        try (MockArm mock = MockArm.builder()
                        .auth(Auth.ISSUED)
                        .apiVersions(List.of("2022-08-01", "2023-05-01-preview"))
                        .throttle("7/3")
                        .start();
                Page page = BROWSER.open(mock)) {
            assertThat(page.text("#endpoint")).isEqualTo(mock.endpoint().toString());
            assertThat(page.text("#http-endpoint"))
                    .isEqualTo(mock.httpEndpoint().toString());
            assertThat(page.text("#auth")).contains("tokens of this mock");
            assertThat(page.text("#api-versions")).contains("2022-08-01", "2023-05-01-preview");
            assertThat(page.text("#throttle")).contains("7", "3/s");
            assertThat(page.text("#strictness")).isNotBlank().doesNotContain("strict");
            assertThat(page.text("#clock-now")).containsPattern("\\d\\d:\\d\\d:\\d\\d.* real");
        }
        try (MockArm mock = MockArm.builder().strictDuration().virtualClock().start();
                Page page = BROWSER.open(mock)) {
            assertThat(page.text("#strictness")).contains("strict");
            assertThat(page.text("#throttle")).contains("off");
            assertThat(page.text("#clock-now")).contains("virtual");
        }
    }

    @Test
    void theCertificateAuthorityIsALinkToDownload() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            WebElement link = page.find("#ca");
            assertThat(link.getDomAttribute("download")).isNotNull();
            String target =
                    URI.create(String.valueOf(link.getDomProperty("href"))).getPath();
            assertThat(new Caller(mock.httpEndpoint()).get(target).body()).startsWith("-----BEGIN CERTIFICATE-----");
        }
    }

    @Test
    void thePageCountsWhatWasAcceptedRefusedByCodeAndFaulty() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            Caller caller = new Caller(mock.httpEndpoint());
            caller.reconnects(3, "a");
            caller.unauthorized("a");
            caller.unauthorized("a");
            mock.script(Scope.ANY, Step.answer("service-locked"), Step.parse("delay:1ms"));
            caller.reconnects(2, "a");

            page.awaitText("#count-accepted", "4");
            page.awaitText("#count-refused", "3");
            page.awaitText("#count-faults", "1");
            assertThat(page.all("#refused-codes li").stream().map(WebElement::getText))
                    .satisfiesExactly(
                            first -> assertThat(first).contains("401", "2"),
                            second -> assertThat(second).contains("409", "1"));
        }
    }

    @Test
    void theChartSaysItsFigures() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            Caller caller = new Caller(mock.httpEndpoint());
            caller.reconnects(3, "a");
            caller.unauthorized("a");
            WebElement chart = page.find("#chart");
            page.await(
                    "the chart says 3 and 1",
                    () -> String.valueOf(chart.getDomAttribute("aria-label"))
                            .matches(".*\\b3 accepted.*\\b1 refused.*"));
            assertThat(chart.getDomAttribute("role")).isEqualTo("img");
        }
    }

    @Test
    void aPageOpenedLaterCountsWhatCameBefore() throws Exception {
        try (MockArm mock = MockArm.start()) {
            new Caller(mock.httpEndpoint()).reconnects(5, "a");
            try (Page page = BROWSER.open(mock)) {
                page.awaitText("#count-accepted", "5");
                page.awaitRows(5);
            }
        }
    }
}
