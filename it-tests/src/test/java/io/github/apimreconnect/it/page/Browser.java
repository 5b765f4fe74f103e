package io.github.apimreconnect.it.page;

import io.github.apimreconnect.mockarm.MockArm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * A browser for the tests of a class; register it on a static field. On a machine without Chromium the class is skipped,
 * or fails if {@code browser.required} is set.
 */
final class Browser implements ExecutionCondition, BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Surefire prints no reasons of skipped tests. */
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private final Optional<Chromium> chromium;
    private final boolean required;
    private final Consumer<String> console;
    private @Nullable ChromeDriver driver;

    Browser() {
        this(
                Chromium.find(Objects.requireNonNullElse(System.getenv("PATH"), "")),
                Boolean.getBoolean("browser.required"),
                line -> {
                    if (SAID.compareAndSet(false, true)) {
                        System.err.println(line);
                    }
                });
    }

    Browser(Optional<Chromium> chromium, boolean required, Consumer<String> console) {
        this.chromium = chromium;
        this.required = required;
        this.console = console;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (chromium.isPresent()) {
            return ConditionEvaluationResult.enabled("Chromium is installed");
        }
        if (required) {
            throw new IllegalStateException(Chromium.MISSING + ", and browser.required is set");
        }
        console.accept("The tests of the live page are skipped: " + Chromium.MISSING);
        return ConditionEvaluationResult.disabled(Chromium.MISSING);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        driver = chromium.orElseThrow().start();
        driver.manage().timeouts().scriptTimeout(PATIENCE).pageLoadTimeout(PATIENCE);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        widths(1280, 900);
        emulate("prefers-color-scheme", "light");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (driver != null) {
            driver.quit();
        }
    }

    ChromeDriver driver() {
        return Objects.requireNonNull(driver);
    }

    /** Opens the page of a mock, and waits until it is live. */
    Page open(MockArm mock) {
        return open(mock.httpEndpoint());
    }

    Page open(URI endpoint) {
        driver().get(endpoint.resolve("/_mock/").toString());
        return new Page(driver()).awaitLive();
    }

    /** Emulates a screen, since a window cannot be as narrow as a phone. */
    void widths(int width, int height) {
        driver().executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void dark() {
        emulate("prefers-color-scheme", "dark");
    }

    private void emulate(String feature, String value) {
        driver().executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /** Runs a script in each page from now on, before the page's own. */
    void beforeScripts(String script) {
        driver().executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** Collects garbage, and returns the bytes of the heap that the page uses. */
    long liveHeap() {
        driver().executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
        Object used =
                driver().executeCdpCommand("Runtime.getHeapUsage", Map.of()).get("usedSize");
        return ((Number) Objects.requireNonNull(used)).longValue();
    }

    /** Returns what was copied. */
    String clipboard() {
        String origin = (String) driver().executeScript("return location.origin");
        driver().executeCdpCommand(
                        "Browser.grantPermissions",
                        Map.of("origin", Objects.requireNonNull(origin), "permissions", List.of("clipboardReadWrite")));
        Object text = driver().executeAsyncScript(
                        "navigator.clipboard.readText().then(arguments[0], e => arguments[0]('' + e))");
        return (String) Objects.requireNonNull(text);
    }
}
