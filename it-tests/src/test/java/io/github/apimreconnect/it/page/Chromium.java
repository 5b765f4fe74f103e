package io.github.apimreconnect.it.page;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** This machine's Chromium and its driver. Given their paths, Selenium downloads neither. */
record Chromium(Path browser, Path driver) {
    static final String MISSING =
            "chromium and chromedriver are not on the PATH (Debian: apt-get install chromium chromium-driver)";

    /** Warns that it lacks classes for this version of Chromium, which these tests do not need. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    /** Finds both in the folders of a PATH. */
    static Optional<Chromium> find(String path) {
        return program(path, "chromium")
                .flatMap(browser -> program(path, "chromedriver").map(driver -> new Chromium(browser, driver)));
    }

    private static Optional<Path> program(String path, String name) {
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    ChromeDriver start() {
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.toFile());
        options.addArguments(List.of(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--enable-precise-memory-info",
                "--window-size=1280,900"));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .usingAnyFreePort()
                .withSilent(true)
                .build();
        return new ChromeDriver(service, options);
    }
}
