package io.github.apimreconnect.mockarm;

import io.github.apimreconnect.mockarm.internal.ArmServer;
import io.github.apimreconnect.mockarm.internal.connection.Timeouts;
import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import java.time.Clock;
import java.util.function.Consumer;

/** Access for tests in other packages to package-private parts of a mock and its builder. */
public final class Parts {
    private Parts() {}

    /** Returns a mock's server. */
    public static ArmServer of(MockArm mock) {
        return mock.server();
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
