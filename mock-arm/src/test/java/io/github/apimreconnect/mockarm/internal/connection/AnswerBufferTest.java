package io.github.apimreconnect.mockarm.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;

class AnswerBufferTest {
    private static final ByteBufAllocator POOL = ByteBufAllocator.DEFAULT;

    @Test
    void anAnswerThatIsOutLeavesItsBufferEmptyToTheNext() {
        ByteBuf first = AnswerBuffer.take(POOL, 100);
        first.writeZero(50).release();

        ByteBuf second = AnswerBuffer.take(POOL, 100);
        assertThat(second).isSameAs(first);
        assertThat(second.readableBytes()).isZero();
        second.release();
    }

    @Test
    void anAnswerThatWaitsKeepsItsBytes() {
        ByteBuf waiting = AnswerBuffer.take(POOL, 100).writeByte(7);

        ByteBuf next = AnswerBuffer.take(POOL, 100).writeByte(8);
        assertThat(waiting.getByte(0)).isEqualTo((byte) 7);
        assertThat(next.getByte(0)).isEqualTo((byte) 8);
        waiting.release();
        next.release();
    }

    @Test
    void anAnswerMayBeLongerThanItsRoom() {
        ByteBuf long16k = AnswerBuffer.take(POOL, 100).writeZero(16 * 1024);
        assertThat(long16k.readableBytes()).isEqualTo(16 * 1024);
        long16k.release();
    }

    @Test
    void aPageDoesNotGrowTheBufferOfTheLoop() {
        ByteBuf page = AnswerBuffer.take(POOL, 1024 * 1024);
        ByteBuf small = AnswerBuffer.take(POOL, 100);
        assertThat(small).isNotSameAs(page);
        assertThat(small.capacity()).isLessThan(1024 * 1024);
        page.release();
        small.release();
    }
}
