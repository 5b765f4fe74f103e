package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.JournalFilter;
import io.github.apimreconnect.mockarm.MockArm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoIT {
    @Test
    void whatTheDemoSendsAndHearsKeepsToTheContract() {
        try (ClientAndMock pair = new ClientAndMock(MockArm.builder().auth(Auth.ISSUED))) {
            Demo.show(pair.mock, pair.over());
            assertThat(pair.tap.exchanges()).hasSize(2);
        }
    }

    @Test
    void theDemosFleetKeepsToItsBucketsAndTheContract() {
        try (ClientAndMock pair =
                new ClientAndMock(MockArm.builder().auth(Auth.ISSUED).throttle(DemoFleet.bucket()))) {
            DemoFleet.show(Demo.builder(pair.mock, pair.over()).buildAsyncClient());
            assertThat(pair.mock.journal().entries(JournalFilter.ALL.status(202)))
                    .hasSize(25);
        }
    }

    @Test
    void theDemoShowsTheSampleAcceptedAnotherRefusedAndAFleet(@TempDir Path folder) throws Exception {
        // German writes 3,0 instead of 3.0, but the demo does not.
        Jar.Result result = Jar.run(Jdk.current().program(List.of("-Duser.language=de"), Demo.class), folder, Map.of());
        String output = result.out() + result.err();
        assertThat(result.exitCode()).as(output).isZero();
        assertThat(output)
                .containsPattern(
                        "request +POST https://localhost:\\d+/subscriptions/.*/proxybackend/reconnect\\?api-version=")
                .containsPattern("body +\\{\"properties\":\\{\"after\":\"PT3S\"}}")
                .containsPattern("status +202 Accepted")
                .containsPattern("x-ms-request-id +[0-9a-f-]{36}")
                .containsPattern("x-ms-correlation-request-id +[0-9a-f-]{36}")
                .containsPattern("x-ms-ratelimit-remaining-subscription-writes +199")
                .containsPattern("exception +BackendReconnectException")
                .containsPattern("code +InvalidResourceType")
                .contains("by the bucket's arithmetic it takes 3.0 s")
                .containsPattern("A #+ +B #+ +\\d+ done")
                .containsPattern("A #+ +B +25 done")
                .containsPattern("25 accepted of 25, with \\d+ requests in \\d+\\.\\d s")
                .containsPattern("The demo took \\d+ ms")
                .doesNotContain("\tat ", "any-secret-will-do");
    }
}
