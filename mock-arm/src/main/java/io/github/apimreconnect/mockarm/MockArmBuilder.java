package io.github.apimreconnect.mockarm;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Settings of a mock; each is an option of the command line, too. */
public final class MockArmBuilder {
    private @Nullable String host;
    private int port;
    private Auth auth = Auth.ANY;
    private @Nullable List<String> apiVersions;
    private boolean anyApiVersion;
    private boolean strictDuration;
    private ThrottleLimit throttle = ThrottleLimit.OFF;
    private int journal = 10_000;
    private Duration drainTimeout = Duration.ofMillis(500);
    private World world = World.OPEN;
    private CannedAnswers answers = CannedAnswers.shipped();
    private double faultRate;
    private List<Step> faultKinds = List.of();
    private long seed;
    private Limits limits = Limits.DEFAULT;
    /** Null for a virtual one, which each mock has for itself. */
    private @Nullable Clock clock = Clock.systemUTC();

    private Consumer<JournalEntry> onRequest = entry -> {};

    MockArmBuilder() {}

    /**
     * Sets the address to listen on, instead of the loopback addresses. Anyone who reaches it can use the mock.
     *
     * @param host a host name or address; one of IPv6 can be in brackets
     * @return this builder
     * @throws IllegalArgumentException if it is empty
     */
    public MockArmBuilder host(String host) {
        if (given("host", host).isBlank()) {
            throw new BadSettingException("host", " must not be empty");
        }
        boolean brackets = host.startsWith("[") && host.endsWith("]");
        this.host = brackets ? host.substring(1, host.length() - 1) : host;
        return this;
    }

    /**
     * Sets the port.
     *
     * @param port from 0 to 65535; 0, the default, is any free one
     * @return this builder
     */
    public MockArmBuilder port(int port) {
        this.port = port;
        return this;
    }

    /**
     * Sets which tokens are taken.
     *
     * @param auth {@link Auth#ANY} by default
     * @return this builder
     */
    public MockArmBuilder auth(Auth auth) {
        this.auth = given("auth", auth);
        return this;
    }

    /**
     * Sets the api-versions that are supported, instead of the 23 known to have the operation. Those not known have the
     * rules of 2023-05-01-preview.
     *
     * @param apiVersions the versions
     * @return this builder
     */
    public MockArmBuilder apiVersions(List<String> apiVersions) {
        this.apiVersions = List.copyOf(given("apiVersions", apiVersions));
        return this;
    }

    /**
     * Supports any api-version.
     *
     * @return this builder
     */
    public MockArmBuilder anyApiVersion() {
        this.anyApiVersion = true;
        return this;
    }

    /**
     * Refuses {@code after} below the documented minimum of two minutes. By default it is taken, since the documented
     * sample has three seconds.
     *
     * @return this builder
     */
    public MockArmBuilder strictDuration() {
        this.strictDuration = true;
        return this;
    }

    /**
     * Sets the write bucket of each subscription and principal.
     *
     * @param limit {@code off}, the default: counted in {@code x-ms-ratelimit-remaining-subscription-writes}, never
     *     refused; {@code arm}: 200 writes, 10 more a second; or {@code CAPACITY/REFILL_PER_SECOND}
     * @return this builder
     * @throws IllegalArgumentException if the limit is none of these
     */
    public MockArmBuilder throttle(String limit) {
        this.throttle = ThrottleLimit.parse(given("throttle", limit));
        return this;
    }

    /**
     * Sets how many requests the journal keeps.
     *
     * @param entries 1 or more; 10,000 by default
     * @return this builder
     */
    public MockArmBuilder journal(int entries) {
        this.journal = entries;
        return this;
    }

    /**
     * Sets how long closing waits for requests in flight.
     *
     * @param timeout from zero to a day; half a second by default
     * @return this builder
     */
    public MockArmBuilder drainTimeout(Duration timeout) {
        this.drainTimeout = given("drainTimeout", timeout);
        return this;
    }

    /**
     * Closes the world: only what a file lists exists.
     *
     * @param file YAML or JSON: {@code subscriptions}, {@code resourceGroups}, {@code services} and {@code backends}, each
     *     below the other
     * @return this builder
     * @throws IllegalArgumentException if the file cannot be read; the message names line and field
     */
    public MockArmBuilder world(Path file) {
        this.world = WorldFile.read(given("world", file));
        return this;
    }

    /**
     * Adds canned answers, which win over those shipped with the same name.
     *
     * @param folder with a JSON file for each answer
     * @return this builder
     * @throws IllegalArgumentException if a file cannot be read; the message names file and field
     */
    public MockArmBuilder scenarios(Path folder) {
        this.answers = CannedAnswers.with(given("scenarios", folder));
        return this;
    }

    /**
     * Lets faults strike at random, requests that pass every check and that nothing is scripted for.
     *
     * @param rate the share of requests that are struck, from 0 to 1
     * @param seed the seed: the same one strikes the same requests, in the order they come
     * @param kinds what strikes them, each as likely and without a count
     * @return this builder
     */
    public MockArmBuilder randomFaults(double rate, long seed, List<Step> kinds) {
        this.faultRate = rate;
        this.seed = seed;
        this.faultKinds = List.copyOf(given("faultKinds", kinds));
        return this;
    }

    /**
     * Lets the clock stand still until {@link MockArm#clock()} is advanced. Each mock that is started has its own.
     *
     * @return this builder
     */
    public MockArmBuilder virtualClock() {
        this.clock = null;
        return this;
    }

    /** Sets how long connections may take, for tests. */
    MockArmBuilder limits(Limits limits) {
        this.limits = limits;
        return this;
    }

    /** Sets the time, for tests. */
    MockArmBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** Sets who hears of each request, on an event loop. */
    MockArmBuilder onRequest(Consumer<JournalEntry> listener) {
        this.onRequest = listener;
        return this;
    }

    /**
     * Starts a mock. Waits until it listens.
     *
     * @return the mock
     * @throws IllegalArgumentException if a setting is out of its range; the message names it
     * @throws CannotListenException if the port is taken
     */
    public MockArm start() {
        return open().withTls();
    }

    /** Starts a mock, but for its TLS, which may be in the making. */
    MockArm open() {
        resolve();
        PendingTls tls = PendingTls.of(host);
        return MockArm.open(settings(), Contract.shipped(), tls);
    }

    private void resolve() {
        try {
            if (host != null) {
                InetAddress.getByName(host);
            }
        } catch (UnknownHostException e) {
            throw new BadSettingException("host", " is not known: '" + host + "'", e);
        }
    }

    /** The settings, or the error that names one out of its range. */
    Settings settings() {
        return new Settings(
                host,
                port,
                auth,
                anyApiVersion
                        ? null
                        : apiVersions != null ? apiVersions : Contract.shipped().apiVersions(),
                strictDuration,
                throttle,
                journal,
                drainTimeout,
                world,
                answers,
                new RandomFaults(faultRate, faultKinds, seed),
                limits,
                clock == null ? new MockClock(Instant.now()) : clock,
                onRequest);
    }

    private static <T> T given(String name, @Nullable T value) {
        if (value == null) {
            throw new BadSettingException(name, " must not be null");
        }
        return value;
    }
}
