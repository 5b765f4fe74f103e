package io.github.apimreconnect.client.command;

/** Turns on the libraries' logs. Must run before the first logger is created. */
final class Verbose {
    private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private Verbose() {}

    static void on() {
        if (System.getProperty(LEVEL) == null) {
            System.setProperty(LEVEL, "info");
        }
    }
}
