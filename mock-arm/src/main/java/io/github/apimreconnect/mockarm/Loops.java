package io.github.apimreconnect.mockarm;

import java.time.Duration;
import reactor.netty.resources.LoopResources;

/**
 * The event loops that all mocks of a JVM share, counted: the first mock makes them, the last one ends them. They are
 * never Reactor Netty's JVM-wide ones, which the client under test uses.
 */
final class Loops {
    private static final Loops SHARED = new Loops();

    private LoopResources loops = none();
    private int users;

    private Loops() {}

    static LoopResources acquire() {
        synchronized (SHARED) {
            if (SHARED.users++ == 0) {
                SHARED.loops =
                        LoopResources.create("mock-arm", Runtime.getRuntime().availableProcessors(), true);
            }
            return SHARED.loops;
        }
    }

    static void release() {
        synchronized (SHARED) {
            if (--SHARED.users == 0) {
                // No quiet period: whoever closed the last mock has waited for its requests.
                SHARED.loops.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).subscribe();
                SHARED.loops = none();
            }
        }
    }

    private static LoopResources none() {
        return useNative -> {
            throw new IllegalStateException("No mock is running");
        };
    }
}
