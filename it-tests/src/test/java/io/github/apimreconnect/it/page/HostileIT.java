package io.github.apimreconnect.it.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apimreconnect.it.RawConnection;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.NoAlertPresentException;

final class HostileIT {
    private static final String MARKUP =
            "</pre></textarea></script><img src=x onerror=alert(1) class=planted><b class=planted>\"'`--><svg/onload=alert(2)>";
    private static final String ENCODED =
            URLEncoder.encode(MARKUP, StandardCharsets.UTF_8).replace("+", "%20");

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @TempDir
    private Path folder;

    @Test
    void markupInEveryFieldOfARequestIsText() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            Caller caller = new Caller(mock.httpEndpoint());
            String json = MARKUP.replace("\"", "\\\"");
            caller.post(
                    Caller.target("proxy"),
                    "{\"note\":\"" + json + "\"}",
                    "x-note",
                    MARKUP,
                    "User-Agent",
                    MARKUP,
                    "x-ms-client-request-id",
                    MARKUP);
            caller.post(Caller.target(ENCODED), "");
            caller.post(old(ENCODED, ENCODED), "");
            caller.post("/" + ENCODED + "?" + ENCODED + "=" + ENCODED, MARKUP, "Authorization", "Bearer " + MARKUP);
            caller.reconnect("proxy", "x-mock-scenario", MARKUP);
            caller.reconnect("proxy", "Content-Type", "text/" + "x;a=\"" + MARKUP.replace("\"", "") + "\"");
            mock.script(Scope.ANY, Step.status(400).header("x-note", MARKUP).text(MARKUP));
            caller.reconnect("proxy");
            page.awaitRows(7);
            for (int i = 1; i <= 7; i++) {
                String row = page.open(i);
                assertThat(page.text(row)).as("row %s", i).contains(i >= 2 && i <= 4 ? "%3Cimg" : "<img src=x");
                assertOnlyText(page);
            }
            page.type("#filter-text", MARKUP);
            page.await("a filter like any other", () -> page.rowCount() < 7);
            assertOnlyText(page);
        }
    }

    @Test
    void markupInScopesSubscriptionsAndCannedAnswersIsText() throws Exception {
        Files.writeString(
                folder.resolve("odd.json"),
                "{\"about\":\"" + MARKUP.replace("\"", "\\\"") + "\",\"status\":409,\"body\":{\"error\":{\"code\":\""
                        + MARKUP.replace("\"", "\\\"") + "\",\"message\":\"" + MARKUP.replace("\"", "\\\"") + "\"}}}");
        try (MockArm mock = MockArm.builder().scenarios(folder).throttle("arm").start();
                Page page = BROWSER.open(mock)) {
            mock.script(
                    Scope.backend(MARKUP).inSubscription(MARKUP),
                    Step.status(409).text(MARKUP));
            page.awaitText("#armed .script", "<img src=x");
            page.select("#step", "odd");
            page.awaitText("#arm", "<img src=x");
            Caller caller = new Caller(mock.httpEndpoint());
            assertThat(caller.post(old(ENCODED, "proxy"), "")).isEqualTo(202);
            page.await("its bucket", () -> page.exists("#buckets .bucket"));
            page.awaitText("#reconnects", "proxy");
            assertOnlyText(page);
        }
    }

    @Test
    void markupThatIsTypedAndEchoedInAnErrorIsText() {
        try (MockArm mock = MockArm.builder().virtualClock().start();
                Page page = BROWSER.open(mock).expectErrors("status of 400")) {
            page.type("#advance", MARKUP);
            page.click("#advance-button");
            page.await("an error", () -> !page.text("#clock-error").isEmpty());
            page.click("#inline-toggle");
            page.type("#inline", "{\"" + MARKUP.replace("\"", "") + "\":1}");
            page.click("#arm .primary");
            page.awaitText("#arm-error", "<img");
            assertOnlyText(page);
        }
    }

    /** A version whose subscriptions are any text. */
    private static String old(String subscription, String backend) {
        return Caller.target(subscription, backend).replace("2023-05-01-preview", "2021-08-01");
    }

    private static void assertOnlyText(Page page) {
        assertThat(page.all(".planted, main svg[onload], main script, main img[src=x]"))
                .isEmpty();
        assertThatThrownBy(() -> BROWSER.driver().switchTo().alert()).isInstanceOf(NoAlertPresentException.class);
    }

    @Test
    void thePolicyAllowsNoInlineCodeAndTheBrowserHoldsThePageToIt() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock).expectErrors("Content Security Policy")) {
            HttpResponse<String> answer = new Caller(mock.httpEndpoint()).get("/_mock/");
            assertThat(answer.headers().firstValue("content-security-policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'")
                            .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'")
                            .doesNotContain("unsafe"));
            assertThat(answer.body())
                    .doesNotContainPattern("(?i)<style|\\son\\w+=|\\sstyle=|javascript:")
                    .doesNotContainPattern("(?i)<script(?![^>]*\\ssrc=)");
            page.script("""
                    const script = document.createElement('script');
                    script.textContent = 'window.planted = true';
                    document.body.append(script);
                    const button = document.createElement('button');
                    button.setAttribute('onclick', 'window.planted = true');
                    document.body.append(button);
                    button.click();
                    return 1""");
            assertThat(page.script("return String(window.planted)")).isEqualTo("undefined");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "page/main.js", "events", "settings", "buckets", "journal/entry?number=1"})
    void thePageAndWhatFeedsItAreRefusedToOtherSites(String path) throws Exception {
        try (MockArm mock = MockArm.start()) {
            new Caller(mock.httpEndpoint()).reconnect("a");
            String own = "localhost:" + mock.port();
            assertThat(status(mock, "GET", path, own, "")).isEqualTo(200);
            assertThat(status(mock, "GET", path, own, "Origin: http://" + own + "\r\n"))
                    .isEqualTo(200);
            assertThat(status(mock, "GET", path, "evil.example", "")).isEqualTo(403);
            assertThat(status(mock, "GET", path, own, "Origin: http://evil.example\r\n"))
                    .isEqualTo(403);
            assertThat(status(mock, "GET", path, own, "Origin: null\r\n")).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scenarios", "clock", "connections"})
    void aChangeIsTakenOnlyAsJsonWhichNoFormOfAnotherSiteCanSend(String path) throws Exception {
        try (MockArm mock = MockArm.builder().virtualClock().start()) {
            String own = "localhost:" + mock.port();
            for (String type :
                    new String[] {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"}) {
                String headers = "Content-Type: " + type + "\r\nContent-Length: 2\r\n";
                assertThat(status(mock, "POST", path, own, headers, "{}"))
                        .as(type)
                        .isEqualTo(415);
            }
            assertThat(status(mock, "GET", path.equals("connections") ? "reset" : path + "?advance=PT1S", own, ""))
                    .isIn(400, 405);
        }
    }

    private static int status(MockArm mock, String method, String path, String host, String headers) throws Exception {
        return status(mock, method, path, host, headers, "");
    }

    private static int status(MockArm mock, String method, String path, String host, String headers, String body)
            throws Exception {
        try (RawConnection connection = RawConnection.plain(mock.port(), 20_000)) {
            return connection
                    .send(method + " /_mock/" + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n" + body)
                    .status();
        }
    }
}
