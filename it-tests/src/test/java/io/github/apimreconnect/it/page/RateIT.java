package io.github.apimreconnect.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.it.RawConnection;
import io.github.apimreconnect.mockarm.MockArm;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

final class RateIT {
    private static final int PER_SECOND = 1_000;
    private static final int MOST_ROWS = 500;
    private static final int STALLED = 8;
    private static final long MEBIBYTE = 1024 * 1024;
    private static final Duration SECOND = Duration.ofSeconds(1);

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void aThousandRequestsASecondLeaveThePageUsable() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            Rate rate = Rate.start(mock.port(), PER_SECOND, 6_000);
            page.await("rows", () -> page.rowCount() == MOST_ROWS);
            List<Duration> clicks = new ArrayList<>();
            for (int i = 0; i < 4 && !rate.accepted().isDone(); i++) {
                String pressed = String.valueOf(i % 2 == 0);
                long start = System.nanoTime();
                page.click("#pause");
                page.await(
                        "it is pressed",
                        () -> pressed.equals(page.find("#pause").getDomAttribute("aria-pressed")));
                clicks.add(Duration.ofNanos(System.nanoTime() - start));
                assertThat(page.rowCount()).isLessThanOrEqualTo(MOST_ROWS);
            }
            assertThat(clicks).hasSize(4).allSatisfy(click -> assertThat(click).isLessThan(SECOND));
            long start = System.nanoTime();
            page.type("#filter-text", "no such request");
            page.await("the filter works", () -> page.rowCount() == 0);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SECOND.multipliedBy(2));
            page.type("#filter-text", "");
            page.find("#filter-text").sendKeys(" ", Keys.BACK_SPACE);

            assertThat(rate.accepted().get(60, TimeUnit.SECONDS)).isEqualTo(6_000);
            page.awaitText("#count-accepted", "6,000");
            page.await(
                    "the last request",
                    () -> page.rowCount() == MOST_ROWS && page.numbers().get(0) == 6_000);
            assertThat(page.numbers()).as("no gap").last().isEqualTo(6_001L - MOST_ROWS);
        }
    }

    @Test
    void thePagesMemoryDoesNotGrowWithTheRequests() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            long before = heapAfter(page, mock, 2_000);
            long after = heapAfter(page, mock, 8_000);
            assertThat(after - before).as("bytes gained").isLessThan(3 * MEBIBYTE);
        }
    }

    private static long heapAfter(Page page, MockArm mock, int requests) throws Exception {
        long all = mock.journal().count() + requests;
        Rate.start(mock.port(), 2 * PER_SECOND, requests).accepted().get(60, TimeUnit.SECONDS);
        page.await("the last request", () -> page.numbers().get(0) == all);
        return BROWSER.liveHeap();
    }

    @Test
    void pagesThatStopReadingCostTheMockBoundedMemory() throws Exception {
        List<RawConnection> stalled = new ArrayList<>();
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            Rate.start(mock.port(), 20_000, 20_000).accepted().get(60, TimeUnit.SECONDS);
            page.await("the page has seen them", () -> page.numbers().get(0) == 20_000);
            long before = memory();
            for (int i = 0; i < STALLED; i++) {
                stalled.add(RawConnection.plain(mock.port(), 20_000)
                        .send("GET /_mock/events HTTP/1.1\r\nHost: localhost:" + mock.port() + "\r\n\r\n"));
                assertThat(stalled.get(i).status()).isEqualTo(200);
            }
            Rate.start(mock.port(), 10_000, 60_000).accepted().get(60, TimeUnit.SECONDS);
            page.await("a page that reads goes on", () -> page.numbers().get(0) == 80_000);
            assertThat(memory() - before).as("bytes gained").isLessThan(8 * MEBIBYTE);
        } finally {
            for (RawConnection connection : stalled) {
                connection.close();
            }
        }
    }

    /** The live heap, and what Netty holds outside of it. */
    private static long memory() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                + PlatformDependent.usedDirectMemory();
    }
}
