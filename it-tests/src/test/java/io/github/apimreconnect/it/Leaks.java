package io.github.apimreconnect.it;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import reactor.core.publisher.Hooks;

/** Fails a test run in which client or mock lost a buffer, by Netty's detector, which the pom sets to paranoid, or an error. */
public final class Leaks implements BeforeAllCallback {
    private static final List<String> FOUND = new CopyOnWriteArrayList<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        // An error that nobody hears of is lost, too: after a cancel or a time-out there must be none.
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

    /** Whether something made there was lost; it counts no longer. */
    static boolean foundAndForgotten(String where) {
        collect();
        return FOUND.removeIf(leak -> leak.contains(where));
    }

    /** Collects garbage until lost buffers show. */
    private static void collect() {
        for (int i = 0; i < 5; i++) {
            System.gc();
            // The detector reports when the next buffer is made.
            ByteBufAllocator.DEFAULT.buffer(16).release();
        }
    }

    /** Netty makes one for each kind of resource, by the name in the pom. */
    public static final class Detector<T> extends ResourceLeakDetector<T> {
        /** The constructor that Netty has deprecated and looks for. */
        public Detector(Class<?> resourceType, int samplingInterval) {
            super(resourceType, samplingInterval);
        }

        /** The constructor that Netty looks for first. */
        public Detector(Class<?> resourceType, int samplingInterval, long maxActive) {
            super(resourceType, samplingInterval);
        }

        /** Whether or not logging is on. */
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
