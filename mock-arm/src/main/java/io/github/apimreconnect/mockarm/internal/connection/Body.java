package io.github.apimreconnect.mockarm.internal.connection;

import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** The body of a request as it arrives: kept up to the limit, only counted beyond it. */
public final class Body {
    /** Read and discarded up to here, so that the client gets the response; beyond it, the connection is closed. */
    static final int MAX_DISCARDED = 16 * ArmRequest.MAX_BODY;

    private static final byte[] EMPTY = new byte[0];

    private byte[] whole = EMPTY;
    private @Nullable ByteArrayOutputStream parts;
    private long size;

    public void add(ByteBuf chunk) {
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

    /** Returns the bytes once and drops them, so that an idle connection does not hold them. */
    public byte[] take() {
        byte[] bytes = parts == null ? whole : parts.toByteArray();
        whole = EMPTY;
        parts = null;
        return bytes;
    }

    long size() {
        return size;
    }

    public boolean isTooLarge() {
        return size > ArmRequest.MAX_BODY;
    }

    boolean isHopeless() {
        return size > MAX_DISCARDED;
    }
}
