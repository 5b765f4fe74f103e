package io.github.apimreconnect.client.command;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads lines of bytes, however long the file or a line is: what exceeds the longest line is dropped. */
final class BoundedLines implements AutoCloseable {
    /** The length of the longest line, in bytes. */
    static final int LONGEST = 64 * 1024;

    private final InputStream in;
    private long number;

    BoundedLines(InputStream in) {
        this.in = new BufferedInputStream(in, LONGEST);
    }

    /**
     * A line.
     *
     * @param number its number, from 1
     * @param bytes its bytes without the line break
     * @param cut whether some were dropped
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Line(long number, byte[] bytes, boolean cut) {}

    /** Returns the next line, or null at the end. */
    @Nullable
    Line next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        boolean cut = false;
        int b = in.read();
        if (b < 0) {
            return null;
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() < LONGEST) {
                line.write(b);
            } else {
                cut = true;
            }
        }
        return new Line(++number, line.toByteArray(), cut);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
