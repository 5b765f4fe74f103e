package io.github.apimreconnect.mockarm;

import io.github.apimreconnect.mockarm.internal.SettingsBuilder;
import io.github.apimreconnect.mockarm.internal.connection.Timeouts;
import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Settings of a mock; each is also a command-line option.
 *
 * <pre>{@code
 * try (MockArm throttled = MockArm.builder().throttle("arm").virtualClock().start()) {
 *     throttled.clock().advance(Duration.ofMinutes(1));
 * }
 * }</pre>
 */
public final class MockArmBuilder {
    private final SettingsBuilder settings = new SettingsBuilder();

    MockArmBuilder() {}

    /**
     * Sets the address to listen on, instead of the loopback addresses. Anyone who can reach it can use the mock.
     *
     * @param host a host name or address; an IPv6 address can be in brackets
     * @return this builder
     * @throws IllegalArgumentException if it is empty
     */
    public MockArmBuilder host(String host) {
        settings.host(host);
        return this;
    }

    /**
     * Sets names and addresses by which clients elsewhere reach the mock, such as a container's name. Each is in the
     * certificate and allowed in the admin API; the first is the mock's own in {@link MockArm#endpoint()}. Where a
     * request has one of them in {@code Host}, or in a target that is a URL, the addresses in answers also have it, with
     * its port.
     *
     * <p>The JDK refuses TLS handshakes whose server name has an underscore, unless the system property
     * {@code jdk.tls.server.disableExtensions} is {@code server_name} before the JVM's first TLS connection, as it is in
     * the standalone mock. The JDK's own clients refuse URLs with such a name.
     *
     * @param names host names, with underscores or without, and addresses
     * @return this builder
     * @throws IllegalArgumentException if one is neither a name nor an address
     */
    public MockArmBuilder publicHost(String... names) {
        settings.publicHost(List.of(names));
        return this;
    }

    /**
     * Sets the port.
     *
     * @param port from 0 to 65535; 0, the default, means any free port
     * @return this builder
     */
    public MockArmBuilder port(int port) {
        settings.port(port);
        return this;
    }

    /**
     * Sets which tokens are accepted.
     *
     * @param auth {@link Auth#ANY} by default
     * @return this builder
     */
    public MockArmBuilder auth(Auth auth) {
        settings.auth(auth);
        return this;
    }

    /**
     * Sets the supported api-versions, instead of the 23 known to have the operation. Unknown versions follow the rules
     * of 2023-05-01-preview.
     *
     * @param apiVersions the versions, at least one
     * @return this builder
     */
    public MockArmBuilder apiVersions(List<String> apiVersions) {
        settings.apiVersions(apiVersions);
        return this;
    }

    /**
     * Supports any api-version.
     *
     * @return this builder
     */
    public MockArmBuilder anyApiVersion() {
        settings.anyApiVersion();
        return this;
    }

    /**
     * Refuses {@code after} below the documented minimum of two minutes. By default it is accepted, since the
     * documented sample uses three seconds.
     *
     * @return this builder
     */
    public MockArmBuilder strictDuration() {
        settings.strictDuration();
        return this;
    }

    /**
     * Sets the limit of the write bucket of each subscription and principal.
     *
     * @param limit {@code off}, the default: writes are counted in {@code x-ms-ratelimit-remaining-subscription-writes}
     *     but never refused; {@code arm}: 200 writes, refilled at 10 per second; or {@code CAPACITY/REFILL_PER_SECOND},
     *     each from 1 to 999999
     * @return this builder
     * @throws IllegalArgumentException if the limit is none of these
     */
    public MockArmBuilder throttle(String limit) {
        settings.throttle(limit);
        return this;
    }

    /**
     * Sets how many requests the journal keeps.
     *
     * @param entries 1 or more, 10,000 by default; also limited to 64 MiB and an eighth of the heap
     * @return this builder
     */
    public MockArmBuilder journal(int entries) {
        settings.journal(entries);
        return this;
    }

    /**
     * Sets how long closing waits for requests in flight.
     *
     * @param timeout from zero to a day; half a second by default
     * @return this builder
     */
    public MockArmBuilder drainTimeout(Duration timeout) {
        settings.drainTimeout(timeout);
        return this;
    }

    /**
     * Limits the resources that exist to those a file lists.
     *
     * @param file YAML or JSON: {@code subscriptions}, {@code resourceGroups}, {@code services} and {@code backends},
     *     each nested in the one before
     * @return this builder
     * @throws IllegalArgumentException if the file cannot be read; the message names line and field
     */
    public MockArmBuilder world(Path file) {
        settings.world(file);
        return this;
    }

    /**
     * Adds canned answers, which override shipped ones of the same name.
     *
     * @param folder a folder with one JSON file per answer
     * @return this builder
     * @throws IllegalArgumentException if a file cannot be read; the message names file and field
     */
    public MockArmBuilder scenarios(Path folder) {
        settings.scenarios(folder);
        return this;
    }

    /**
     * Injects random faults into requests that pass every check and have no scripted step.
     *
     * @param rate the share of requests affected, from 0 to 1
     * @param seed the seed: the same seed affects the same requests, in order of arrival
     * @param kinds the steps to choose from, each equally likely, without a count and not inline
     * @return this builder
     */
    public MockArmBuilder randomFaults(double rate, long seed, List<Step> kinds) {
        settings.randomFaults(rate, seed, kinds);
        return this;
    }

    /**
     * Uses a clock that stands still until {@link MockArm#clock()} is advanced. Each started mock has its own.
     *
     * @return this builder
     */
    public MockArmBuilder virtualClock() {
        settings.virtualClock();
        return this;
    }

    /** Sets the connection timeouts, for tests. */
    MockArmBuilder timeouts(Timeouts timeouts) {
        settings.timeouts(timeouts);
        return this;
    }

    /** Sets the clock, for tests. */
    MockArmBuilder clock(Clock clock) {
        settings.clock(clock);
        return this;
    }

    /** Sets a listener to be called with each request, on an event loop. */
    MockArmBuilder onRequest(Consumer<? super RecordedRequest> listener) {
        settings.onRequest(listener);
        return this;
    }

    /**
     * Starts a mock. Blocks until it serves.
     *
     * @return the mock
     * @throws IllegalArgumentException if a setting is invalid; the message names it
     * @throws IllegalStateException if the class path has a Netty that is too old; the message says what to set
     * @throws UncheckedIOException if the port is in use, or the address does not belong to this machine
     */
    public MockArm start() {
        return new MockArm(settings.open().withTls());
    }
}
