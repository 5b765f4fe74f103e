package io.github.apimreconnect.mockarm;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Fails the module's tests if Netty's leak detector (set to paranoid in the pom) finds a lost buffer. */
public final class Leaks implements BeforeAllCallback {
    private static final List<String> FOUND = new CopyOnWriteArrayList<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(Namespace.create(Leaks.class)).computeIfAbsent("at the end", key ->
                (AutoCloseable) Leaks::check);
    }

    /** Collects garbage until lost buffers are detected, and throws if there are any. */
    static void check() {
        for (int i = 0; i < 5; i++) {
            System.gc();
            // The detector reports when the next buffer is allocated.
            ByteBufAllocator.DEFAULT.buffer(16).release();
        }
        if (!FOUND.isEmpty()) {
            throw new AssertionError(FOUND.size() + " buffers were lost, the first one: " + FOUND.get(0));
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
