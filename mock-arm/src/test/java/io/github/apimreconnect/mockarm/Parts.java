package io.github.apimreconnect.mockarm;

import io.github.apimreconnect.mockarm.internal.ArmServer;
import io.github.apimreconnect.mockarm.internal.connection.Timeouts;
import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import java.time.Clock;
import java.util.function.Consumer;

/** What tests in other packages need of a mock and its builder, and users do not. */
public final class Parts {
    private Parts() {}

    /** The parts of a mock. */
    public static ArmServer of(MockArm mock) {
        return mock.server();
    }

    /** A mock of its parts. */
    public static MockArm mock(ArmServer server) {
        return new MockArm(server);
    }

    /** A builder of mocks with these timeouts. */
    public static MockArmBuilder with(Timeouts timeouts) {
        return MockArm.builder().timeouts(timeouts);
    }

    /** A builder of mocks with this clock. */
    public static MockArmBuilder with(Clock clock) {
        return MockArm.builder().clock(clock);
    }

    /** A builder of mocks that call this with each request, on an event loop. */
    public static MockArmBuilder calling(Consumer<? super RecordedRequest> listener) {
        return MockArm.builder().onRequest(listener);
    }
}
