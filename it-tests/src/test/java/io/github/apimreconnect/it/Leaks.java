package io.github.apimreconnect.it;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import reactor.core.publisher.Hooks;

/**
 * Fails the test run if Netty's leak detector (set to paranoid in the pom) finds a lost buffer, or if Reactor dropped
 * an error.
 */
public final class Leaks implements BeforeAllCallback {
    private static final List<String> FOUND = new CopyOnWriteArrayList<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        // A dropped error also counts: there must be none, even after a cancel or a timeout.
        Hooks.onErrorDropped(e -> FOUND.add("dropped: " + e));
        context.getRoot().getStore(Namespace.create(Leaks.class)).computeIfAbsent("at the end", key ->
                (AutoCloseable) Leaks::check);
    }

    private static void check() {
        collect();
        if (!FOUND.isEmpty()) {
            throw new AssertionError(FOUND.size() + " buffers or errors were lost, the first one: " + FOUND.get(0));
        }
    }

    /** Returns whether a buffer allocated there was lost, and forgets it. */
    static boolean foundAndForgotten(String where) {
        collect();
        return FOUND.removeIf(leak -> leak.contains(where));
    }

    /** Collects garbage until lost buffers are detected. */
    private static void collect() {
        for (int i = 0; i < 5; i++) {
            System.gc();
            // The detector reports when the next buffer is allocated.
            ByteBufAllocator.DEFAULT.buffer(16).release();
        }
    }

    /** Netty creates one per resource type, by the class name in the pom. */
    public static final class Detector<T> extends ResourceLeakDetector<T> {
        /** The deprecated constructor, which Netty also looks up. */
        public Detector(Class<?> resourceType, int samplingInterval) {
            super(resourceType, samplingInterval);
        }

        /** The constructor that Netty looks up first. */
        public Detector(Class<?> resourceType, int samplingInterval, long maxActive) {
            super(resourceType, samplingInterval);
        }

        /** Reports even if logging is off. */
        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(String resourceType, String records) {
            FOUND.add(resourceType + records);
        }

        @Override
        protected void reportUntracedLeak(String resourceType) {
            FOUND.add(resourceType);
        }
    }
}
