package io.github.apimreconnect.mockarm;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** The body of a request, as it comes: kept up to the limit, counted past it. */
final class Body {
    /** Read and thrown away up to here, so that the client hears the answer; past it, the connection ends. */
    static final int MAX_DISCARDED = 16 * ArmRequest.MAX_BODY;

    private static final byte[] EMPTY = new byte[0];

    private byte[] whole = EMPTY;
    private @Nullable ByteArrayOutputStream parts;
    private long size;

    void add(ByteBuf chunk) {
        int readable = chunk.readableBytes();
        if (readable == 0) {
            return;
        }
        byte[] kept = new byte[(int) Math.max(0, Math.min(readable, ArmRequest.MAX_BODY - size))];
        chunk.getBytes(chunk.readerIndex(), kept);
        if (size == 0) {
            whole = kept;
        } else {
            if (parts == null) {
                parts = new ByteArrayOutputStream();
                parts.writeBytes(whole);
            }
            parts.writeBytes(kept);
        }
        size += readable;
    }

    /** Hands the bytes over, once: a connection that is idle after it must not hold them. */
    byte[] take() {
        byte[] bytes = parts == null ? whole : parts.toByteArray();
        whole = EMPTY;
        parts = null;
        return bytes;
    }

    long size() {
        return size;
    }

    boolean isTooLarge() {
        return size > ArmRequest.MAX_BODY;
    }

    boolean isHopeless() {
        return size > MAX_DISCARDED;
    }
}
