package io.github.apimreconnect.mockarm.internal.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * The buffer into which an event loop writes its small responses, one after another. Nearly all are handed to the
 * operating system before the next is created, so one buffer is enough and stays in the CPU cache; a pool would use as
 * many as are in use at a time.
 */
final class AnswerBuffer {
    private static final int SIZE = 4 * 1024;

    private static final FastThreadLocal<ByteBuf> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected ByteBuf initialValue() {
            // Grows for a response with a long head: a caller can request an echo of up to 16 KiB.
            return Unpooled.directBuffer(SIZE);
        }

        @Override
        protected void onRemoval(ByteBuf buffer) {
            buffer.release();
        }
    };

    private AnswerBuffer() {}

    /**
     * Returns an empty buffer with that much room, to write or release; pooled if the loop's is too small or in use.
     */
    static ByteBuf take(ByteBufAllocator pool, int room) {
        ByteBuf own = OF_LOOP.get();
        return room <= SIZE && own.refCnt() == 1 ? own.retain().clear() : pool.ioBuffer(room);
    }
}
