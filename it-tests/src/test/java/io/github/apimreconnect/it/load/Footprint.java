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
 * The resources that this JVM holds.
 *
 * @param threads the names of live threads
 * @param descriptors open files and sockets; -1 if unknown
 * @param heap live bytes after a GC
 */
record Footprint(List<String> threads, long descriptors, long heap) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /**
     * Measures once threads and descriptors have been stable for a second, since event loops shut down in the
     * background.
     */
    static Footprint atRest() {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        Footprint last = now();
        while (true) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            Footprint next = now();
            if ((next.threads.equals(last.threads) && next.descriptors == last.descriptors)
                    || System.nanoTime() > end) {
                return next;
            }
            last = next;
        }
    }

    private static Footprint now() {
        return new Footprint(
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .sorted()
                        .toList(),
                countDescriptors(),
                liveHeap());
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

    /** Returns the bytes of the heap in use after a GC. */
    static long liveHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
