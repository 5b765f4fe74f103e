package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The leak detector watches every test here; this shows that it detects leaks. */
final class LeaksIT {
    @Test
    void aBufferThatIsLostIsFound() {
        loseOnPurpose();
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        boolean found = Leaks.foundAndForgotten("LeaksIT.loseOnPurpose");
        while (!found && System.nanoTime() < end) {
            found = Leaks.foundAndForgotten("LeaksIT.loseOnPurpose");
        }
        assertThat(found).isTrue();
    }

    private static void loseOnPurpose() {
        ByteBufAllocator.DEFAULT.buffer(16);
    }
}
