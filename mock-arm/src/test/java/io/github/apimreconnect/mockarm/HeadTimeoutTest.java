package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class HeadTimeoutTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new HeadTimeout(Duration.ofSeconds(10)));

    @Test
    void aHeadThatTricklesIsCutAtItsDeadline() {
        for (int second = 0; second < 9; second++) {
            read();
            pass(1);
        }
        assertThat(channel.isOpen()).isTrue();
        read();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aConnectionThatSendsNothingIsLeftToTheIdleTimeout() {
        pass(60);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aHeadThatArrivedEndsTheDeadlineAndItsBodyHasNone() {
        read();
        HeadTimeout.headArrived(channel);
        read();
        pass(60);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void theNextRequestOfTheConnectionHasADeadlineOfItsOwn() {
        read();
        HeadTimeout.headArrived(channel);
        HeadTimeout.answered(channel);
        pass(60);
        read();
        pass(9);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    private void read() {
        channel.writeInbound(Unpooled.copiedBuffer("x", StandardCharsets.US_ASCII));
        channel.releaseInbound();
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }
}
