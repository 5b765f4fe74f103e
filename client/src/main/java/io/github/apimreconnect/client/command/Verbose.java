package io.github.apimreconnect.client.command;

/** Switches the libraries' logs on. To take effect, before the first logger is made. */
final class Verbose {
    private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private Verbose() {}

    static void on() {
        if (System.getProperty(LEVEL) == null) {
            System.setProperty(LEVEL, "info");
        }
    }
}
