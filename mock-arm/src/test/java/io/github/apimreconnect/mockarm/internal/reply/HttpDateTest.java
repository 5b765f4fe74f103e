package io.github.apimreconnect.mockarm.internal.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.DateFormatter;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;

final class HttpDateTest {
    private static final Instant BEGIN = Instant.parse("2023-12-30T23:59:58Z");
    private static final int DAYS = 800;

    @Test
    void theExampleOfTheSpecification() {
        assertThat(HttpDate.format(Instant.parse("1994-11-06T08:49:37Z"))).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }

    @Test
    void everyDayReadsAsNettyWritesIt() {
        for (int day = 0; day < DAYS; day++) {
            Instant time = BEGIN.plus(Duration.ofDays(day)).plusSeconds(day * 61L);
            assertThat(HttpDate.format(time)).isEqualTo(DateFormatter.format(Date.from(time)));
        }
    }
}
