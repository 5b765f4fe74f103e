package io.github.apimreconnect.mockarm.internal;

import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.connection.Timeouts;
import io.github.apimreconnect.mockarm.internal.contract.Rules;
import io.github.apimreconnect.mockarm.internal.dispatch.CannedAnswers;
import io.github.apimreconnect.mockarm.internal.dispatch.RandomFaults;
import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import io.github.apimreconnect.mockarm.internal.setting.BadSettingException;
import io.github.apimreconnect.mockarm.internal.tls.OwnNames;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The settings a mock was started with.
 *
 * @param address the address it listens on
 * @param rules the rules that requests are checked against
 * @param answers the canned answers
 * @param randomFaults the random faults
 * @param journalCapacity how many requests the journal keeps
 * @param times its clock and its timeouts
 * @param onRequest called with each request, on an event loop
 */
public record Settings(
        Address address,
        Rules rules,
        CannedAnswers answers,
        RandomFaults randomFaults,
        int journalCapacity,
        Times times,
        Consumer<? super RecordedRequest> onRequest) {
    public Settings {
        if (journalCapacity < 1) {
            throw new BadSettingException("journal", " must be 1 or more, but was " + journalCapacity);
        }
        randomFaults.kinds().forEach(kind -> require(kind, answers));
    }

    private static void require(Step kind, CannedAnswers answers) {
        try {
            answers.require(kind.answer());
        } catch (IllegalArgumentException e) {
            throw BadSettingException.of("faultKinds", e);
        }
    }

    /**
     * The address a mock listens on.
     *
     * @param names the address to bind, and the names by which clients reach it
     * @param port the port, 0 for any free one
     */
    record Address(OwnNames names, int port) {
        Address {
            if (port < 0 || port > 65_535) {
                throw new BadSettingException("port", " must be from 0 to 65535, but was " + port);
            }
        }
    }

    /**
     * A mock's clock and timeouts.
     *
     * @param clock the clock of replies, throttle and pending reconnects
     * @param timeouts the connection timeouts
     * @param drain how long closing waits for requests in flight
     */
    record Times(Clock clock, Timeouts timeouts, Duration drain) {
        /** Longer drains are pointless and could overflow nanoseconds. */
        private static final Duration LONGEST_DRAIN = Duration.ofDays(1);

        Times {
            if (drain.isNegative() || drain.compareTo(LONGEST_DRAIN) > 0) {
                throw new BadSettingException("drainTimeout", " must be from 0 to 1 day, but was " + drain);
            }
        }
    }
}
