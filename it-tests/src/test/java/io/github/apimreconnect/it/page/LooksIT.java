package io.github.apimreconnect.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import io.github.apimreconnect.mockarm.MockArm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.OutputType;

final class LooksIT {
    private static final int HEIGHT = 900;
    private static final int NARROWEST = 360;

    /** Sums layout shifts of anything but the list that rows are added to; with a row open, of that also. */
    private static final String SHIFTS = """
            window.shifts = [];
            new PerformanceObserver(list => list.getEntries().forEach(shift => {
                const nodes = shift.sources.map(source => source.node).filter(Boolean);
                const inList = nodes.length > 0 && nodes.every(node => document.getElementById('rows')?.contains(node));
                window.shifts.push({ inList, value: shift.value, at: performance.now(),
                    what: shift.sources.map(({ node, previousRect: from, currentRect: to }) =>
                        `${node?.id || node?.className || node?.nodeName} ${from.x},${from.y} ${from.width}x${from.height}`
                        + ` to ${to.x},${to.y} ${to.width}x${to.height}`).join('; ') });
            })).observe({ type: 'layout-shift', buffered: true });
            """;

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @ParameterizedTest
    @CsvSource({"light, 360", "light, 1280", "dark, 360", "dark, 1280"})
    void thePageHasNoAccessibilityFaultWithOrWithoutAnOpenRow(String theme, int width) throws Exception {
        appear(theme, width);
        try (MockArm mock = Life.start();
                Page page = BROWSER.open(mock)) {
            page.await("its rows", () -> page.rowCount() >= Life.REQUESTS - 1);
            page.awaitText("#refused-codes", "409");
            screenshot(theme + "-" + width);
            assertAccessible();
            page.open(18);
            page.click("#inline-toggle");
            screenshot(theme + "-" + width + "-open");
            assertAccessible();
        }
    }

    @ParameterizedTest
    @CsvSource({"light, 360", "dark, 1280"})
    void anEmptyPageHasNoAccessibilityFault(String theme, int width) {
        appear(theme, width);
        try (MockArm mock = MockArm.builder().virtualClock().start();
                Page page = BROWSER.open(mock).expectErrors("status of 400")) {
            page.click("#reset");
            page.type("#count", "0");
            page.click("#arm .primary");
            page.await("an error is shown", () -> !page.text("#arm-error").isEmpty());
            assertAccessible();
        }
    }

    @Test
    void at360PixelsNothingIsWiderThanTheScreen() throws Exception {
        appear("light", NARROWEST);
        try (MockArm mock = Life.start();
                Page page = BROWSER.open(mock)) {
            page.await("its rows", () -> page.rowCount() >= Life.REQUESTS - 1);
            assertThat(widest(page)).isLessThanOrEqualTo(NARROWEST);
            page.open(18);
            page.click("#inline-toggle");
            page.select("#scope", "backend");
            page.click("#reset");
            assertThat(widest(page)).isLessThanOrEqualTo(NARROWEST);
        }
    }

    private static long widest(Page page) {
        return page.number("return Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)");
    }

    @Test
    void theLightAndTheDarkThemeDiffer() {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            String color = "return getComputedStyle(document.body).backgroundColor";
            Object light = page.script(color);
            BROWSER.dark();
            assertThat(page.script(color)).isNotEqualTo(light);
        }
    }

    @ParameterizedTest
    @CsvSource({"1280", "360"})
    void nothingJumpsWhileThePageLoadsAndRowsArrive(int width) throws Exception {
        appear("light", width);
        BROWSER.beforeScripts(SHIFTS);
        try (MockArm mock = Life.start();
                Page page = BROWSER.open(mock)) {
            page.await("its rows", () -> page.rowCount() >= Life.REQUESTS - 1);
            Caller caller = new Caller(mock.httpEndpoint());
            caller.reconnects(30, "live");
            caller.unauthorized("live");
            caller.reconnect("another", "x-mock-scenario", "scope-locked");
            page.awaitText("#refused-codes", "401");
            page.await("the rows", () -> page.rowCount() >= Life.REQUESTS + 31);
            assertThat(shifts(page, "!shift.inList")).isEmpty();
        }
    }

    @Test
    void withARowOpenNotEvenTheListJumps() throws Exception {
        BROWSER.beforeScripts(SHIFTS);
        try (MockArm mock = Life.start();
                Page page = BROWSER.open(mock)) {
            page.open(20);
            page.script("window.opened = performance.now(); return 1");
            Caller caller = new Caller(mock.httpEndpoint());
            caller.reconnects(100, "live");
            page.await("the newest", () -> page.numbers().get(0) >= Life.REQUESTS + 99);
            assertThat(shifts(page, "shift.at > window.opened + 600")).isEmpty();
        }
    }

    private static List<?> shifts(Page page, String which) {
        return (List<?>) page.script("return window.shifts.filter(shift => " + which
                + ").filter(shift => shift.value > 0.001).map(shift => shift.value.toFixed(4) + ' ' + shift.what)");
    }

    private static void appear(String theme, int width) {
        BROWSER.widths(width, HEIGHT);
        if (theme.equals("dark")) {
            BROWSER.dark();
        }
    }

    @SuppressWarnings("deprecation") // The other mode opens a second window, which no test of one page needs.
    private static void assertAccessible() {
        List<Rule> violations =
                new AxeBuilder().setLegacyMode(true).analyze(BROWSER.driver()).getViolations();
        assertThat(violations)
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
    }

    private static void screenshot(String name) throws Exception {
        Path folder = Files.createDirectories(Path.of("target/page"));
        Files.write(folder.resolve(name + ".png"), BROWSER.driver().getScreenshotAs(OutputType.BYTES));
    }
}
