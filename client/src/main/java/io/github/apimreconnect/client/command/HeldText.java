package io.github.apimreconnect.client.command;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Text that can be read only once, such as stdin, held in memory to be read again. */
final class HeldText {
    private static final int CHUNK = 64 * 1024;
    private static final long MOST_BYTES = 256L << 20;
    private static final int MOST_LINES = 1_000_000;

    private final List<byte[]> chunks = new ArrayList<>();

    private HeldText() {}

    /**
     * Reads to the end.
     *
     * @param name the name for messages
     * @throws BadArguments if it cannot be read, or has more than a million lines or 256 MiB
     */
    static HeldText read(String name, InputStream in) {
        return read(name, in, MOST_BYTES, MOST_LINES);
    }

    static HeldText read(String name, InputStream in, long mostBytes, int mostLines) {
        HeldText held = new HeldText();
        long bytes = 0;
        long lines = 0;
        try {
            for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
                bytes += chunk.length;
                for (byte b : chunk) {
                    lines += b == '\n' ? 1 : 0;
                }
                if (bytes > mostBytes || lines > mostLines) {
                    throw new BadArguments("--fleet reads at most " + mostLines + " lines and " + (mostBytes >> 20)
                            + " MiB from " + name + "; write them to a file, which has no limit");
                }
                held.chunks.add(chunk);
            }
        } catch (IOException e) {
            throw new BadArguments("--fleet could not be read from " + name);
        }
        return held;
    }

    InputStream open() {
        return new SequenceInputStream(Collections.enumeration(
                chunks.stream().map(ByteArrayInputStream::new).toList()));
    }
}
