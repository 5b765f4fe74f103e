package io.github.apimreconnect.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.it.FreePort;
import io.github.apimreconnect.it.PackagedMock;
import io.github.apimreconnect.mockarm.MockArm;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class RestartIT {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @TempDir
    private Path folder;

    @Test
    void thePageReturnsByItselfWhenTheMockRestartsAndSaysSo() throws Exception {
        int port = FreePort.find();
        URI endpoint = URI.create("http://localhost:" + port);
        Caller caller = new Caller(endpoint);
        try (PackagedMock first = PackagedMock.onPort(folder, port);
                Page page = BROWSER.open(endpoint).expectErrors("net::ERR_")) {
            caller.reconnects(3, "before");
            page.awaitRows(3);
            String row = page.open(2);
            first.terminate().get(20, TimeUnit.SECONDS);
            page.await("it is lost", () -> page.state().equals("lost"));
            assertThat(page.text("#state")).contains("reconnecting");
            assertThat(page.text(row)).as("what is open can still be read").contains("before");

            try (PackagedMock second = PackagedMock.onPort(folder, port)) {
                assertThat(second.httpEndpoint()).isEqualTo(endpoint);
                page.await("it is back", () -> page.state().equals("restarted"));
                assertThat(page.text("#state")).containsPattern("restarted at \\d\\d:\\d\\d:\\d\\d");
                page.await(
                        "the old requests are gone", () -> !page.text("#rows").contains("before"));
                caller.reconnect("after");
                page.awaitRows(1);
                assertThat(page.text(page.row(1))).contains("after");
                page.awaitText("#count-accepted", "1");
            }
        }
    }

    @Test
    void aPageThatWasCutOffReturnsByItselfAndGetsWhatCameMeanwhile() throws Exception {
        try (MockArm mock = MockArm.start();
                Relay network = new Relay(0, mock.port());
                Page page = BROWSER.open(URI.create("http://localhost:" + network.port()))
                        .expectErrors("net::ERR_")) {
            Caller caller = new Caller(mock.httpEndpoint());
            caller.reconnects(2, "before");
            page.awaitRows(2);
            String row = page.open(1);
            network.cut();
            page.await("it is lost", () -> page.state().equals("lost"));
            caller.reconnects(3, "meanwhile");
            try (Relay again = new Relay(network.port(), mock.port())) {
                assertThat(again.port()).isEqualTo(network.port());
                page.await("it is back", () -> page.state().equals("live"));
                page.awaitRows(5);
                assertThat(page.text("#rows")).contains("meanwhile");
                assertThat(page.text("#state")).doesNotContain("restarted");
                assertThat(page.text(row)).as("what is open stays open").contains("before");
            }
        }
    }
}
