package io.github.apimreconnect.it.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.skippedWithReason;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

final class BrowserTest {
    private static final List<String> CONSOLE = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void chromiumIsFoundOnThePathTogetherWithItsDriver() throws Exception {
        String path = "/nowhere:" + folder;
        program("chromium");
        assertThat(Chromium.find(path)).as("without a driver").isEmpty();
        program("chromedriver");
        assertThat(Chromium.find(path))
                .contains(new Chromium(folder.resolve("chromium"), folder.resolve("chromedriver")));
    }

    @Test
    void withoutChromiumTheTestsAreSkippedWithALineThatNamesThePackages() {
        EngineExecutionResults results = run(Optionally.class);
        results.containerEvents().assertThatEvents().haveExactly(1, event(skippedWithReason(Chromium.MISSING)));
        assertThat(results.testEvents().list()).isEmpty();
        assertThat(CONSOLE)
                .singleElement()
                .asString()
                .contains("The tests of the live page are skipped", "apt-get install chromium chromium-driver");
    }

    @Test
    void withoutChromiumTheTestsFailWhereItIsRequired() {
        EngineExecutionResults results = run(Necessarily.class);
        results.containerEvents()
                .assertThatEvents()
                .haveExactly(
                        1, event(finishedWithFailure(message(text -> text.contains("Failed to evaluate condition")))));
        assertThat(results.testEvents().list()).isEmpty();
    }

    private static EngineExecutionResults run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
                .selectors(selectClass(tests))
                .execute();
    }

    private void program(String name) throws Exception {
        assertThat(Files.createFile(folder.resolve(name)).toFile().setExecutable(true))
                .isTrue();
    }

    static final class Optionally {
        @RegisterExtension
        static final Browser BROWSER = new Browser(Optional.empty(), false, CONSOLE::add);

        @Test
        void needsABrowser() {
            BROWSER.driver();
        }
    }

    static final class Necessarily {
        @RegisterExtension
        static final Browser BROWSER = new Browser(Optional.empty(), true, CONSOLE::add);

        @Test
        void needsABrowser() {
            BROWSER.driver();
        }
    }
}
