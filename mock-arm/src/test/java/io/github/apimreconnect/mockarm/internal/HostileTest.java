package io.github.apimreconnect.mockarm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.mockarm.Heard;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.RawConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Malformed and smuggling requests: at most one refusal, then the connection is closed, and the bytes after it are
 * never a request.
 */
@ExtendWith(MockArmExtension.class)
final class HostileTest {
    private static final Duration PROMPT = Duration.ofSeconds(5);

    static Stream<HostileRequest> requests() {
        return Stream.of(
                        HostileFraming.transferEncodings(),
                        HostileFraming.lengths(),
                        HostileChunks.chunks(),
                        HostileChunks.trailers(),
                        HostileHeads.requestLines(),
                        HostileHeads.lineEnds(),
                        HostileHeads.headers(),
                        HostileHeads.hosts(),
                        HostileTargets.paths(),
                        HostileTargets.queries(),
                        HostileTargets.forms(),
                        HostileSizes.bodies(),
                        HostileSizes.tls())
                .flatMap(cases -> cases);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void isRefusedOnceAndEndsItsConnection(HostileRequest request, MockArm mock) throws IOException {
        // One mock per request: in a shared journal, a stray entry could not be traced to its request.
        String bytes = RawConnection.plain(mock).exchange(request.bytes(), PROMPT);
        if (bytes.isEmpty() || !bytes.startsWith("HTTP")) {
            // Nothing, or a TLS alert.
            assertThat(request.allowed()).as(request.name()).contains(HostileRequest.CLOSED);
            assertThat(bytes).doesNotContain("HTTP");
        } else {
            assertThat(Heard.answers(bytes)).as(request.name()).singleElement().satisfies(answer -> {
                assertThat(answer.status()).isIn(request.allowed());
                assertThat(answer.headers()).containsEntry("connection", "close");
                JsonNode error = new JsonMapper().readTree(answer.body()).path("error");
                assertThat(error.path("code").asText()).isNotEmpty();
                assertThat(error.path("message").asText()).isNotEmpty();
            });
        }
        List<Integer> journalled =
                mock.journal().entries().stream().map(JournalEntry::status).toList();
        assertThat(journalled).hasSizeLessThanOrEqualTo(1).allMatch(request.allowed()::contains);
        assertThat(mock.reconnects().all()).isEmpty();
    }

    @Test
    void aRequestLineThatCannotBeReadIsADashInTheJournal(MockArm mock) throws IOException {
        RawConnection.plain(mock).exchange("POST /\r\n\r\n", PROMPT);
        assertThat(mock.journal().last()).hasToString("- - -> 400 (http)");
    }
}
