package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The detector watches every test here; this shows that it bites. */
final class LeaksIT {
    @Test
    void aBufferThatIsLostIsFound() {
        lose("lost on purpose");
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        boolean found = Leaks.foundAndForgotten("lost on purpose");
        while (!found && System.nanoTime() < end) {
            found = Leaks.foundAndForgotten("lost on purpose");
        }
        assertThat(found).isTrue();
    }

    private static void lose(String hint) {
        ByteBufAllocator.DEFAULT.buffer(16).touch(hint);
    }
}
