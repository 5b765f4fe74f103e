package io.github.apimreconnect.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.MockArm;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** The page, used with the keyboard alone: Tab, Enter, Space, Escape and the arrows. */
final class KeyboardIT {
    private static final int MOST_STOPS = 80;

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void aScriptIsArmedAndDisarmedWithTheKeyboardAlone() {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            tabTo(page, () -> page.focused().equals("#step"));
            Object first = page.script("return document.activeElement.value");
            page.press(Keys.ARROW_DOWN);
            Object second = page.script("return document.activeElement.value");
            assertThat(second).isNotEqualTo(first);
            tabTo(page, () -> page.focused().equals("#scope"));
            page.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
            tabTo(page, () -> page.focused().equals("#scope-value"));
            page.press("proxy*");
            tabBackTo(page, () -> page.focused().equals("#count"));
            page.press(Keys.ARROW_UP);
            page.press(Keys.ENTER);
            page.awaitText("#armed .script .left", "2");
            assertThat(page.text("#armed .script")).contains((String) second, "proxy*");
            tabTo(page, () -> page.focused().contains("disarm"));
            page.press(Keys.SPACE);
            page.await("it is disarmed", () -> !page.exists("#armed .script"));
            assertThat(page.focused()).as("focus is not lost").doesNotStartWith("BODY");
        }
    }

    @Test
    void aRowIsOpenedCopiedFromAndClosedWithTheKeyboardAlone() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            new Caller(mock.httpEndpoint()).reconnects(3, "a");
            page.awaitRows(3);
            tabTo(page, () -> page.focused().contains("toggle"));
            page.press(Keys.ARROW_DOWN);
            page.press(Keys.ENTER);
            page.await("the second row is open", () -> page.isOpen(2) && page.isVisible(page.row(2) + " .answer"));
            tabTo(page, () -> page.focused().contains("copy-curl"));
            page.press(Keys.SPACE);
            page.awaitText(page.row(2) + " .copy-curl", "Copied");
            assertThat(BROWSER.clipboard()).startsWith("curl ");
            page.press(Keys.ESCAPE);
            page.await("it is closed", () -> !page.isOpen(2));
            assertThat(page.focused()).contains("toggle");
        }
    }

    @Test
    void aRowThatIsReadKeepsTheFocusWhileOthersArrive() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            Caller caller = new Caller(mock.httpEndpoint());
            caller.reconnects(3, "a");
            page.awaitRows(3);
            tabTo(page, () -> page.focused().contains("toggle"));
            page.press(Keys.ENTER);
            page.await("it is open", () -> page.isOpen(3));
            caller.reconnects(50, "b");
            page.awaitRows(53);
            assertThat(page.number("return +document.activeElement.closest('.row').dataset.number"))
                    .isEqualTo(3);
        }
    }

    @Test
    void theFirstStopSkipsToTheRequests() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            page.press(Keys.TAB);
            assertThat(page.script("return document.activeElement.getAttribute('href')"))
                    .isEqualTo("#journal");
            page.press(Keys.ENTER);
            page.press(Keys.TAB);
            assertThat(page.script("return !!document.activeElement.closest('#journal')"))
                    .isEqualTo(true);
        }
    }

    @Test
    void everyStopIsSeenAndNoneIsATrap() throws Exception {
        try (MockArm mock = Life.start();
                Page page = BROWSER.open(mock)) {
            page.open(18);
            page.script("document.activeElement.blur(); window.getSelection().removeAllRanges(); return 1");
            List<String> unseen = new ArrayList<>();
            boolean hasEnded = false;
            for (int i = 0; i < MOST_STOPS && !hasEnded; i++) {
                page.press(Keys.TAB);
                hasEnded = page.focused().startsWith("BODY");
                if (!hasEnded
                        && !(Boolean)
                                page.script(
                                        "const e = document.activeElement, s = getComputedStyle(e);"
                                                + "return e.matches(':focus-visible') && (s.outlineStyle !== 'none' || s.boxShadow !== 'none')")) {
                    unseen.add(page.focused());
                }
            }
            assertThat(hasEnded).as("Tab leaves the page after its last stop").isTrue();
            assertThat(unseen).isEmpty();
        }
    }

    @Test
    void theResetIsConfirmedOrCalledOffWithTheKeyboardAlone() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            new Caller(mock.httpEndpoint()).reconnect("a");
            page.awaitRows(1);
            tabTo(page, () -> page.focused().equals("#reset"));
            page.press(Keys.ENTER);
            page.press(Keys.ESCAPE);
            assertThat(page.focused()).isEqualTo("#reset");
            page.press(Keys.SPACE);
            page.await("it asks", () -> page.isVisible("#reset-confirm"));
            tabBackTo(page, () -> page.focused().equals("#reset-confirm"));
            page.press(Keys.ENTER);
            page.awaitRows(0);
        }
    }

    private static void tabTo(Page page, BooleanSupplier there) {
        stepTo(page, there, () -> page.press(Keys.TAB));
    }

    private static void tabBackTo(Page page, BooleanSupplier there) {
        stepTo(page, there, page::pressBackwards);
    }

    private static void stepTo(Page page, BooleanSupplier there, Runnable step) {
        for (int i = 0; i < MOST_STOPS && !there.getAsBoolean(); i++) {
            step.run();
        }
        assertThat(there.getAsBoolean())
                .as("in reach of the keyboard, not at " + page.focused())
                .isTrue();
    }
}
