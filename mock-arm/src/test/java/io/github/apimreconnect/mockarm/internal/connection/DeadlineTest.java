package io.github.apimreconnect.mockarm.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DeadlineTest {
    private static final Timeouts LIMITS = new Timeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(120), Duration.ofSeconds(1));

    private final Deadline deadline = new Deadline(LIMITS);
    private final List<Object> events = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(deadline, new ChannelInboundHandlerAdapter() {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            events.add(event);
        }
    });

    @Test
    void aHeadThatTricklesIsCutAtItsDeadline() {
        for (int second = 0; second < 9; second++) {
            read();
            pass(1);
        }
        assertThat(channel.isOpen()).isTrue();
        read();
        pass(2);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aConnectionThatSendsNothingIsCutWhenItWasIdleTooLong() {
        pass(119);
        assertThat(channel.isOpen()).isTrue();
        pass(2);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aLateBodyIsAnEventForWhoeverAnswers() {
        read();
        deadline.headRead();
        pass(29);
        assertThat(events).isEmpty();
        pass(2);
        assertThat(events).containsExactly(Deadline.BODY_IS_LATE);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void anAnswerTakesTheTimeItLikes() {
        read();
        deadline.headRead();
        deadline.requestRead();
        pass(3600);
        assertThat(channel.isOpen()).isTrue();
        assertThat(events).isEmpty();
    }

    @Test
    void theNextRequestOfTheConnectionHasADeadlineOfItsOwn() {
        answerOne(false);
        pass(60);
        read();
        pass(9);
        assertThat(channel.isOpen()).isTrue();
        pass(2);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aPartOfTheNextHeadThatCameWithTheLastRequestHasADeadline() {
        answerOne(true);
        pass(11);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aPeerThatDoesNotCloseAfterTheLastAnswerIsCut() {
        answerOne(false);
        deadline.lastAnswered();
        read();
        pass(2);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void theTimeToLingerBeginsWithTheLastAnswerHoweverLongItsReadTook() {
        channel.pipeline().fireChannelRead(Unpooled.EMPTY_BUFFER);
        channel.advanceTimeBy(5, TimeUnit.SECONDS);
        deadline.lastAnswered();
        channel.pipeline().fireChannelReadComplete();
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        pass(2);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aPeerThatReadsSomeOfItNowAndThenHasAllTheTimeForAnAnswer() {
        ByteBuf[] pieces = unread(10);
        answerOne(false);
        for (ByteBuf piece : pieces) {
            pass(119);
            read(piece);
        }
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aPeerThatReadsNothingOfAnAnswerIsCut() {
        unread(1);
        answerOne(false);
        pass(2 * 121);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aPeerThatReadsNothingOfADelayedAnswerIsCut() {
        read();
        deadline.headRead();
        deadline.answerHeld();
        pass(3600);
        unread(1);
        pass(3 * 121);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void theLastAnswerMayBeReadForLongerThanAPeerMayLinger() {
        ByteBuf[] pieces = unread(2);
        answerOne(false);
        deadline.lastAnswered();
        pass(60);
        read(pieces[0]);
        pass(60);
        assertThat(channel.isOpen()).isTrue();
        read(pieces[1]);
        deadline.lastAnswered();
        pass(3);
        assertThat(channel.isOpen()).isFalse();
    }

    private void answerOne(boolean nextBegun) {
        read();
        deadline.headRead();
        deadline.requestRead();
        deadline.answered(nextBegun);
    }

    private void read() {
        channel.writeInbound(Unpooled.copiedBuffer("x", StandardCharsets.US_ASCII));
        channel.releaseInbound();
    }

    /** Queues flushed answers that cannot be written because the peer does not read. */
    private ByteBuf[] unread(int count) {
        ByteBuf[] pieces = new ByteBuf[count];
        for (int i = 0; i < count; i++) {
            pieces[i] = Unpooled.copiedBuffer("answer", StandardCharsets.US_ASCII);
            channel.unsafe().outboundBuffer().addMessage(pieces[i], 6, channel.newPromise());
        }
        channel.unsafe().outboundBuffer().addFlush();
        return pieces;
    }

    /** Lets the peer read the first remaining answer. */
    private void read(ByteBuf first) {
        assertThat(channel.unsafe().outboundBuffer().current()).isSameAs(first);
        channel.unsafe().outboundBuffer().remove();
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds * 8; i++) {
            channel.advanceTimeBy(125, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
        }
    }
}
