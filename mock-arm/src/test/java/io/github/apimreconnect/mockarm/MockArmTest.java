package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apimreconnect.mockarm.Heard.Ending;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MockArmTest {
    @Test
    void manyMocksRunAtOnceAndKnowNothingOfEachOther() {
        List<MockArm> mocks =
                IntStream.range(0, 50).mapToObj(i -> MockArm.start()).toList();
        try {
            assertThat(mocks).extracting(MockArm::port).doesNotHaveDuplicates();
            new Caller(mocks.get(7)).send();
            assertThat(mocks)
                    .filteredOn(mock -> !mock.journal().entries().isEmpty())
                    .containsExactly(mocks.get(7));
        } finally {
            mocks.forEach(MockArm::close);
        }
    }

    @Test
    void twoHundredMocksShareTheThreadsOfTheFew() {
        List<MockArm> mocks =
                Stream.generate(MockArm::start).parallel().limit(200).toList();
        try {
            assertThat(mocks).extracting(MockArm::port).doesNotHaveDuplicates();
            new Caller(mocks.get(199)).send();
            assertThat(Parts.loopThreads()).isBetween(1, Parts.MOST_LOOPS);
        } finally {
            mocks.forEach(MockArm::close);
        }
    }

    @Test
    void closingTwiceIsClosingOnce() {
        MockArm mock = MockArm.start();
        MockArm other = MockArm.start();
        mock.close();
        mock.close();
        assertThat(new Caller(other).send().statusCode())
                .as("another mock still serves")
                .isEqualTo(202);
        other.close();
    }

    @Test
    void aClosedMockRefusesConnections() {
        MockArm mock = MockArm.start();
        int port = mock.port();
        mock.close();
        assertThatThrownBy(() -> new Socket("localhost", port).close()).isInstanceOf(IOException.class);
    }

    @Test
    void closingEndsARequestThatNeverEnds() throws IOException {
        MockArm mock = MockArm.builder().drainTimeout(Duration.ofMillis(100)).start();
        try (RawConnection caller = RawConnection.plain(mock)) {
            caller.timeout(10_000).send("POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf");
            long started = System.nanoTime();
            mock.close();
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
            Heard heard = caller.hear();
            assertThat(heard.bytes()).isEmpty();
            // Reset if unread data was pending.
            assertThat(heard.ending()).isIn(Ending.FIN, Ending.RST);
        }
    }

    @Test
    void toStringSaysWhere() {
        try (MockArm mock = MockArm.start()) {
            assertThat(mock).hasToString("MockArm[https://localhost:" + mock.port() + "]");
        }
    }
}
