package io.github.apimreconnect.mockarm;

import io.github.apimreconnect.mockarm.internal.ArmServer;
import io.github.apimreconnect.mockarm.internal.connection.Timeouts;
import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import java.time.Clock;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Access for tests in other packages to package-private parts of a mock and its builder. */
public final class Parts {
    /** The most event loops that all open mocks share. */
    public static final int MOST_LOOPS = Math.max(4, Runtime.getRuntime().availableProcessors());

    private static final Pattern LOOP = Pattern.compile("mock-arm-(\\d+)-\\d+");

    private Parts() {}

    /** Returns a mock's server. */
    public static ArmServer of(MockArm mock) {
        return mock.server();
    }

    /** Returns how many threads the event loops of the open mocks have; those of closed mocks may still be ending. */
    public static int loopThreads() {
        NavigableMap<Integer, Integer> byGroup = new TreeMap<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            Matcher loop = LOOP.matcher(thread.getName());
            if (loop.matches()) {
                byGroup.merge(Integer.valueOf(loop.group(1)), 1, Integer::sum);
            }
        }
        return byGroup.isEmpty() ? 0 : byGroup.lastEntry().getValue();
    }

    /** Creates a mock from a server. */
    public static MockArm mock(ArmServer server) {
        return new MockArm(server);
    }

    /** Returns a builder with these timeouts. */
    public static MockArmBuilder with(Timeouts timeouts) {
        return MockArm.builder().timeouts(timeouts);
    }

    /** Returns a builder with this clock. */
    public static MockArmBuilder with(Clock clock) {
        return MockArm.builder().clock(clock);
    }

    /** Returns a builder whose mocks call the listener with each request, on an event loop. */
    public static MockArmBuilder calling(Consumer<? super RecordedRequest> listener) {
        return MockArm.builder().onRequest(listener);
    }
}
