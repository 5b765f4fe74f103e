package io.github.apimreconnect.it.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.mockarm.Fault;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

final class ScenariosIT {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void everyCannedAnswerAndFaultIsOfferedWithItsText() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            JsonNode answers = JsonMapper.builder()
                    .build()
                    .readTree(new Caller(mock.httpEndpoint())
                            .get("/_mock/answers")
                            .body());
            List<String> names = new ArrayList<>();
            answers.get("answers").forEach(name -> names.add(name.asText()));
            List<String> offered = page.find("#step").findElements(By.tagName("option")).stream()
                    .map(option -> String.valueOf(option.getDomProperty("value")))
                    .toList();
            assertThat(offered).containsAll(names);
            for (String fault : Fault.KINDS) {
                assertThat(offered).as(fault).anyMatch(name -> name.startsWith(fault));
            }
            page.select("#step", "service-locked");
            page.awaitText("#scenarios", "is transitioning at this time");
            page.select("#step", "scope-locked");
            page.awaitText("#scenarios", "ScopeLocked");
        }
    }

    @Test
    void anAnswerArmedTwiceIsCountedDownAndGone() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            Caller caller = new Caller(mock.httpEndpoint());
            page.select("#step", "service-locked");
            page.type("#count", "2");
            page.click("#arm .primary");
            page.awaitText("#armed .script .left", "2");
            assertThat(page.text("#armed .script")).contains("service-locked", "all");
            assertThat(caller.reconnect("a")).isEqualTo(409);
            page.awaitText("#armed .script .left", "1");
            assertThat(caller.reconnect("b")).isEqualTo(409);
            page.await("it is used up", () -> !page.exists("#armed .script"));
            assertThat(caller.reconnect("a")).isEqualTo(202);
            assertThat(page.text("#arm-error")).isEmpty();
        }
    }

    @Test
    void aScopeIsABackendOrASubscription() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            Caller caller = new Caller(mock.httpEndpoint());
            page.select("#step", "service-locked");
            page.select("#scope", "backend");
            page.type("#scope-value", "proxy*");
            page.click("#arm .primary");
            page.awaitText("#armed .script", "proxy*");
            assertThat(caller.reconnect("other")).isEqualTo(202);
            assertThat(caller.reconnect("proxy1")).isEqualTo(409);
            page.await("it is used up", () -> !page.exists("#armed .script"));

            page.select("#scope", "subscription");
            page.type("#scope-value", "11111111-1111-1111-1111-111111111111");
            page.click("#arm .primary");
            page.awaitText("#armed .script", "11111111-1111-1111-1111-111111111111");
            assertThat(caller.reconnect("proxy1")).isEqualTo(202);
            assertThat(caller.post(Caller.target("11111111-1111-1111-1111-111111111111", "other"), ""))
                    .isEqualTo(409);
        }
    }

    @Test
    void aFaultIsArmedLikeAnAnswer() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            page.select(
                    "#step",
                    page.find("#step").findElements(By.tagName("option")).stream()
                            .map(option -> String.valueOf(option.getDomProperty("value")))
                            .filter(name -> name.startsWith("reset"))
                            .findFirst()
                            .orElseThrow());
            page.click("#arm .primary");
            page.await("it is armed", () -> page.exists("#armed .script"));
            Caller caller = new Caller(mock.httpEndpoint());
            assertThatThrownBy(() -> caller.reconnect("a")).isInstanceOf(IOException.class);
            page.awaitText("#count-faults", "1");
            assertThat(mock.journal().last().scripted()).isNotNull();
        }
    }

    @Test
    void aDisarmedScriptIsGoneAndTheOthersStay() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            mock.script(Scope.backend("first"), Step.answer("service-locked"));
            mock.script(Scope.backend("second"), Step.answer("scope-locked"));
            page.await("two are armed", () -> page.all("#armed .script").size() == 2);
            WebElement first = page.all("#armed .script").stream()
                    .filter(script -> script.getText().contains("first"))
                    .findFirst()
                    .orElseThrow();
            first.findElement(By.cssSelector("button.disarm")).click();
            page.await("one is armed", () -> page.all("#armed .script").size() == 1);
            assertThat(page.text("#armed")).contains("scope-locked").doesNotContain("service-locked");
            Caller caller = new Caller(mock.httpEndpoint());
            assertThat(caller.reconnect("first")).isEqualTo(202);
            assertThat(caller.reconnect("second")).isEqualTo(409);
        }
    }

    @Test
    void scriptsOfTestsAndOtherClientsAreShownFromTheStartAndAsTheyComeAndGo() throws Exception {
        try (MockArm mock = MockArm.start()) {
            mock.script(Scope.ANY, Step.answer("service-locked").times(3));
            try (Page page = BROWSER.open(mock)) {
                page.awaitText("#armed .script .left", "3");
                var later = mock.script(Scope.ANY, Step.answer("scope-locked"));
                page.awaitText("#armed", "scope-locked");
                later.cancel();
                page.await("it is removed", () -> !page.text("#armed").contains("scope-locked"));
                mock.reset();
                page.await("none is armed", () -> !page.exists("#armed .script"));
            }
        }
    }

    @Test
    void anAnswerCanBeTyped() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            page.click("#inline-toggle");
            page.type(
                    "#inline", "{\"status\":418,\"headers\":{\"x-note\":\"typed\"},\"body\":{\"a\":\"{{backend}}\"}}");
            page.click("#arm .primary");
            page.awaitText("#armed .script", "418");
            assertThat(new Caller(mock.httpEndpoint()).reconnect("proxy")).isEqualTo(418);
            assertThat(page.text(page.open(1) + " .answer")).contains("x-note", "typed", "{\"a\":\"proxy\"}");
        }
    }

    @Test
    void whatTheMockDoesNotTakeIsAnErrorThatNamesTheField() {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock).expectErrors("status of 400")) {
            page.type("#count", "0");
            page.click("#arm .primary");
            page.awaitText("#arm-error", "count");
            page.type("#count", "1");
            page.click("#inline-toggle");
            page.type("#inline", "{\"status\":99}");
            page.click("#arm .primary");
            page.awaitText("#arm-error", "status");
            page.type("#inline", "{not JSON");
            page.click("#arm .primary");
            page.awaitText("#arm-error", "JSON");
            assertThat(page.exists("#armed .script")).isFalse();
            page.type("#inline", "{\"status\":500}");
            page.click("#arm .primary");
            page.await("it is armed", () -> page.exists("#armed .script"));
            assertThat(page.text("#arm-error")).isEmpty();
        }
    }
}
