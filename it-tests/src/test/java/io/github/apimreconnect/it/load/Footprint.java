package io.github.apimreconnect.it.load;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What this JVM holds.
 *
 * @param threads the names of live threads
 * @param descriptors open files and sockets; -1 where the system does not tell
 * @param heap bytes that are live after collection
 */
record Footprint(List<String> threads, long descriptors, long heap) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    static Footprint now() {
        return new Footprint(
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .sorted()
                        .toList(),
                countDescriptors(),
                liveHeap());
    }

    /** What there is once no more than the given numbers of threads and descriptors are left, or ten seconds have passed. */
    static Footprint settled(int threads, long descriptors) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        Footprint footprint = now();
        while ((footprint.threads.size() > threads || footprint.descriptors > descriptors) && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            footprint = now();
        }
        return footprint;
    }

    private static long countDescriptors() {
        if (Files.isDirectory(DESCRIPTORS)) {
            try (Stream<Path> open = Files.list(DESCRIPTORS)) {
                return open.count();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : -1;
    }

    private static long liveHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
