package io.github.apimreconnect.it.jmeter;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RemoteHostsTest {

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theServersThatDoNotAnswerAreNamedWithinTheLimit() {
        RemoteHosts hosts = new RemoteHosts(RemoteHostsTest::find, Duration.ofMillis(100));

        assertThatThrownBy(() -> hosts.check(List.of("up", "down:1100", "silent")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("These JMeter servers do not answer:"
                        + " down:1100 (java.net.ConnectException: Connection refused),"
                        + " silent (no answer within 100 ms). Nothing was sent.");
    }

    @Test
    void serversThatAnswerPass() {
        RemoteHosts hosts = new RemoteHosts(RemoteHostsTest::find, Duration.ofSeconds(20));

        assertThatCode(() -> hosts.check(List.of("up", "up:1100"))).doesNotThrowAnyException();
    }

    private static void find(String host) throws Exception {
        if (host.startsWith("down")) {
            throw new RemoteException("Connection refused to host", new ConnectException("Connection refused"));
        }
        if (host.equals("silent")) {
            new CountDownLatch(1).await();
        }
    }
}
