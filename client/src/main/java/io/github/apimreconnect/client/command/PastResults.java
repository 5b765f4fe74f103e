package io.github.apimreconnect.client.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a results file says of earlier runs.
 *
 * @param accepted the backends that were accepted
 * @param torn whether the last line has no end, as after a kill or on a full disk
 */
record PastResults(BackendSet accepted, boolean torn) {
    /**
     * Reads a file and leaves it as it is.
     *
     * @throws BadArguments if it cannot be read, has results that are not to be resumed, or something else
     */
    static PastResults read(Path file, boolean resume) {
        if (Files.notExists(file)) {
            return new PastResults(new BackendSet(), false);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel, shown(file), resume);
        } catch (IOException e) {
            throw new BadArguments("--results must be a readable file, but was " + shown(file));
        }
    }

    /** Reads a file to its end. */
    @SuppressWarnings("resource") // closing the stream would close the channel
    static PastResults read(FileChannel channel, String shown, boolean resume) throws IOException {
        BackendSet accepted = new BackendSet();
        long size = channel.size();
        if (size == 0) {
            return new PastResults(accepted, false);
        }
        if (!resume) {
            throw new BadArguments(
                    "--results " + shown + " is not empty; add --resume to continue that run, or name another file");
        }
        BoundedLines lines = new BoundedLines(Channels.newInputStream(channel));
        for (BoundedLines.Line line; (line = lines.next()) != null; ) {
            if (line.bytes().length > 0 && line.bytes()[0] != '{' && line.bytes()[0] != 0) {
                throw new BadArguments("--results " + shown + " is not a results file: see its line " + line.number());
            }
            ResultLine.accepted(line.bytes()).ifPresent(accepted::add);
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, size - 1);
        return new PastResults(accepted, last.get(0) != '\n');
    }

    static String shown(Path file) {
        return "'" + Printable.of(file.toString()) + "'";
    }
}
