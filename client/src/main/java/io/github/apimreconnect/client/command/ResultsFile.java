package io.github.apimreconnect.client.command;

import io.github.apimreconnect.client.FleetOutcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The results of a fleet, a line each, written as they arrive. A line is torn if the process or the disk space ends
 * within it: it does not count, and the next one begins on a line of its own. Not thread-safe.
 */
final class ResultsFile implements AutoCloseable {
    private final FileChannel channel;
    private final String shown;
    private final Clock clock;
    private final BackendSet accepted;
    private boolean torn;
    private long missing;
    private @Nullable IOException failure;

    private ResultsFile(FileChannel channel, String shown, PastResults past, Clock clock) {
        this.channel = channel;
        this.shown = shown;
        this.accepted = past.accepted();
        this.torn = past.torn();
        this.clock = clock;
    }

    /**
     * Opens the file of a new run, or of one to resume, and keeps other runs from it.
     *
     * @throws BadArguments if it cannot be used; its content is not changed
     */
    static ResultsFile open(Path file, boolean resume, Clock clock) {
        String shown = PastResults.shown(file);
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            if (!lock(channel)) {
                throw new BadArguments("--results " + shown + " is in use by another run");
            }
            PastResults past = PastResults.read(channel, shown, resume);
            channel.position(channel.size());
            return new ResultsFile(channel, shown, past, clock);
        } catch (IOException e) {
            close(channel);
            throw new BadArguments("--results must be a file that can be written, but was " + shown);
        } catch (RuntimeException e) {
            close(channel);
            throw e;
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Returns the backends that earlier runs recorded as accepted. */
    BackendSet accepted() {
        return accepted;
    }

    /** Writes an outcome; returns whether it and all before it are in the file. */
    boolean add(FleetOutcome outcome) {
        if (failure != null && outcome.kind() == FleetOutcome.Kind.NOT_ATTEMPTED) {
            return false; // nothing is lost with it
        }
        byte[] line = ResultLine.of(outcome, clock.instant());
        ByteBuffer bytes = ByteBuffer.allocate(line.length + 1);
        if (torn) {
            bytes.put((byte) '\n');
        }
        bytes.put(line).flip();
        torn = true;
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            torn = false;
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            missing++;
        }
        return failure == null;
    }

    /** Returns why the file is not complete, or null if it is. */
    @Nullable
    String problem() {
        return failure == null
                ? null
                : "the results file " + shown + " could not be written: "
                        + Printable.of(String.valueOf(failure.getMessage())) + "; it lacks the outcomes of " + missing
                        + (missing == 1 ? " backend" : " backends");
    }

    @Override
    public void close() {
        close(channel);
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // Every line is already written.
        }
    }
}
