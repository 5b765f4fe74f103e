package io.github.apimreconnect.mockarm;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Where an event loop writes its small answers, one after another. Nearly all are with the operating system before the
 * next one is made, so one buffer does, which the processor has at hand; a pool's are as many as are in use at a time.
 */
final class AnswerBuffer {
    private static final int SIZE = 4 * 1024;

    private static final FastThreadLocal<ByteBuf> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected ByteBuf initialValue() {
            // It grows for an answer whose head is long: a caller can ask for an echo of up to 16 KiB.
            return Unpooled.directBuffer(SIZE);
        }

        @Override
        protected void onRemoval(ByteBuf buffer) {
            buffer.release();
        }
    };

    private AnswerBuffer() {}

    /** An empty buffer with that much room, for the caller to write or release; one of the pool if the loop's is in use. */
    static ByteBuf take(ByteBufAllocator pool, int room) {
        ByteBuf own = OF_LOOP.get();
        return room <= SIZE && own.refCnt() == 1 ? own.retain().clear() : pool.ioBuffer(room);
    }
}
