package io.github.apimreconnect.it.jmeter;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What to run and how much, from the properties {@code load.*}.
 *
 * @param engine where the plan runs; empty for this machine and two engines on loopback, one after the other
 * @param threads JMeter threads of each engine
 * @param rate requests a second of each engine
 * @param seconds length of the run
 * @param hosts JMeter servers that are running already; empty to start two on loopback
 * @param mock a mock that is running already; empty to start one
 */
record LoadSettings(
        Optional<Engine> engine, int threads, int rate, int seconds, List<String> hosts, Optional<URI> mock) {
    /** The most requests of a run: the mock's journal must keep each of them. */
    static final int MOST = 50_000;

    private static final int LOOPBACK_ENGINES = 2;
    private static final String HOST = "([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?";

    /** Where the plan runs. */
    enum Engine {
        EMBEDDED,
        REMOTE,
        AZURE
    }

    LoadSettings {
        long requests = (long) rate * seconds * Math.max(LOOPBACK_ENGINES, hosts.size());
        if (requests > MOST) {
            throw new IllegalArgumentException("'load.rate' times 'load.seconds' times the number of engines must be"
                    + " at most " + MOST + ", but was " + requests);
        }
        boolean elsewhere =
                !hosts.isEmpty() || engine.filter(Engine.AZURE::equals).isPresent();
        if (elsewhere && mock.isEmpty()) {
            throw new IllegalArgumentException(
                    "'load.mock' is missing: the URL by which the engines elsewhere reach a running mock");
        }
    }

    static LoadSettings read(Properties properties) {
        return new LoadSettings(
                Optional.ofNullable(text(properties, "load.engine")).map(LoadSettings::engine),
                number(properties, "load.threads", 20, 1000),
                number(properties, "load.rate", 200, 5000),
                number(properties, "load.seconds", 20, 600),
                Optional.ofNullable(text(properties, "load.hosts"))
                        .map(LoadSettings::hosts)
                        .orElse(List.of()),
                Optional.ofNullable(text(properties, "load.mock")).map(LoadSettings::endpoint));
    }

    /** Without a choice, only what needs nothing but this machine. */
    boolean runs(Engine candidate) {
        return engine.map(candidate::equals).orElse(candidate != Engine.AZURE);
    }

    private static @Nullable String text(Properties properties, String name) {
        String value = properties.getProperty(name, "").strip();
        return value.isEmpty() ? null : value;
    }

    private static Engine engine(String value) {
        return switch (value) {
            case "embedded" -> Engine.EMBEDDED;
            case "remote" -> Engine.REMOTE;
            case "azure" -> Engine.AZURE;
            default ->
                throw new IllegalArgumentException(
                        "'load.engine' must be embedded, remote or azure, but was '" + value + "'");
        };
    }

    private static int number(Properties properties, String name, int usual, int most) {
        String value = text(properties, name);
        if (value == null) {
            return usual;
        }
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "'%s' must be from 1 to %d, but was '%s'", name, most, value));
        }
        return Integer.parseInt(value);
    }

    private static List<String> hosts(String value) {
        if (!value.matches(HOST + "(," + HOST + ")*")) {
            throw new IllegalArgumentException(
                    "'load.hosts' must be HOST or HOST:PORT, separated by commas, but was '" + value + "'");
        }
        return List.of(value.split(",", -1));
    }

    private static URI endpoint(String value) {
        if (!value.matches("https?://[A-Za-z0-9.:\\[\\]-]+")) {
            throw new IllegalArgumentException(
                    "'load.mock' must be a URL such as https://mock.example.org:8443, but was '" + value + "'");
        }
        return URI.create(value);
    }
}
