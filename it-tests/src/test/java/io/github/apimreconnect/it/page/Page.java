package io.github.apimreconnect.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.FluentWait;

/** What a user sees on the live page, and does there. Waits have a deadline. Closing fails if it has logged an error. */
final class Page implements AutoCloseable {
    private final ChromeDriver driver;
    private final List<String> expectedErrors = new ArrayList<>();

    Page(ChromeDriver driver) {
        this.driver = driver;
    }

    Page awaitLive() {
        await("the page is live", () -> "live".equals(state()));
        await(
                "it is loaded",
                () -> !text("#endpoint").isBlank() && !text("#endpoint").equals("–"));
        return this;
    }

    /** Allows errors in the browser's log that have this text, such as of a mock that is not there. */
    Page expectErrors(String text) {
        expectedErrors.add(text);
        return this;
    }

    @Override
    public void close() {
        List<String> errors = driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> expectedErrors.stream().noneMatch(message::contains))
                .toList();
        driver.get("about:blank");
        assertThat(errors).as("what the page logged").isEmpty();
    }

    /** {@code live}, {@code lost} or {@code restarted}. */
    String state() {
        return Objects.requireNonNullElse(find("#state").getDomAttribute("data-state"), "");
    }

    /** Waits until something is so; elements that were replaced meanwhile are looked up again. */
    void await(String what, BooleanSupplier condition) {
        new FluentWait<>(driver)
                .withTimeout(Browser.PATIENCE)
                .pollingEvery(Duration.ofMillis(25))
                .ignoring(StaleElementReferenceException.class)
                .withMessage(what)
                .until(ignored -> condition.getAsBoolean());
    }

    void awaitText(String selector, String text) {
        await(
                selector + " shows " + text,
                () -> exists(selector) && text(selector).contains(text));
    }

    void awaitRows(int count) {
        await(count + " rows", () -> rowCount() == count);
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    boolean exists(String selector) {
        return !all(selector).isEmpty();
    }

    boolean isVisible(String selector) {
        return all(selector).stream().anyMatch(WebElement::isDisplayed);
    }

    String text(String selector) {
        return find(selector).getText();
    }

    void click(String selector) {
        find(selector).click();
    }

    /** Replaces the text of a field. */
    void type(String selector, String text) {
        WebElement field = find(selector);
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        field.sendKeys(text);
    }

    /** Chooses an option with the arrow keys: for a click on an option, the driver does not send all events of a user's. */
    void select(String selector, String value) {
        WebElement list = find(selector);
        int options = list.findElements(By.tagName("option")).size();
        list.sendKeys(Keys.HOME);
        for (int i = 0; i < options && !value.equals(list.getDomProperty("value")); i++) {
            list.sendKeys(Keys.ARROW_DOWN);
        }
        assertThat(list.getDomProperty("value")).isEqualTo(value);
    }

    /** Presses keys wherever the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Shift and Tab. */
    void pressBackwards() {
        new Actions(driver)
                .keyDown(Keys.SHIFT)
                .sendKeys(Keys.TAB)
                .keyUp(Keys.SHIFT)
                .perform();
    }

    Object script(String script, Object... arguments) {
        return Objects.requireNonNull(driver.executeScript(script, arguments), "no result");
    }

    long number(String script, Object... arguments) {
        return ((Number) script(script, arguments)).longValue();
    }

    int rowCount() {
        return Math.toIntExact(number("return document.querySelectorAll('#rows .row').length"));
    }

    /** The numbers of the requests, from top to bottom. */
    List<Long> numbers() {
        return ((List<?>) script("return [...document.querySelectorAll('#rows .row')].map(row => +row.dataset.number)"))
                .stream().map(number -> ((Number) number).longValue()).toList();
    }

    String row(long number) {
        return "#rows .row[data-number=\"" + number + "\"]";
    }

    /** Opens a row, and waits for the request and the answer. */
    String open(long number) {
        String row = row(number);
        await("row " + number, () -> exists(row));
        click(row + " .toggle");
        await(
                "request and answer",
                () -> exists(row + " .detail .answer")
                        && !text(row + " .detail .answer").contains("Loading"));
        return row;
    }

    boolean isOpen(long number) {
        return "true".equals(find(row(number) + " .toggle").getDomAttribute("aria-expanded"));
    }

    /** Where an element is in the window: left, top, width and height. */
    List<?> place(String selector) {
        return (List<?>) script(
                "const r = document.querySelector(arguments[0]).getBoundingClientRect();"
                        + "return [r.left, r.top, r.width, r.height].map(x => Math.round(x * 10))",
                selector);
    }

    /** The element that has the focus, as its id or else its class. */
    String focused() {
        return (String)
                script("const e = document.activeElement; return e.id ? '#' + e.id : e.tagName + '.' + e.className");
    }
}
