package io.github.apimreconnect.it.jmeter;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class LoadedMockTest {

    @Test
    void aMockThatDoesNotAnswerIsNamedBeforeAnythingIsSent() throws Exception {
        String url;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://127.0.0.1:" + socket.getLocalPort();
        }
        Properties properties = new Properties();
        properties.setProperty("load.mock", url);

        assertThatThrownBy(() -> LoadedMock.of(LoadSettings.read(properties), Path.of("unused")))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "No mock answers this machine at " + url + " (java.net.ConnectException). Nothing was sent.");
    }
}
