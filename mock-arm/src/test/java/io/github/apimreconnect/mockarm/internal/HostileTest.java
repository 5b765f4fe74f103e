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
import org.junit.jupiter.params.provider.CsvSource;
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
        assertThat(mock.journal().entries())
                .allSatisfy(entry -> assertThat(entry.reason())
                        .as("not the name of a class")
                        .isNotEmpty()
                        .doesNotContain("Exception"));
        assertThat(mock.reconnects().all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST /|The request line must be a method, a target and HTTP/1.1, with one space between them, and end in CR LF.",
                "PO:ST / HTTP/1.1|The request line must be",
                "POST / http/1.1|The request line must be",
                "' POST / HTTP/1.1'|A line of the head must not begin with white space.",
                "POST / HTTP/1.1\\nHost: x|The request line must be",
                "POST / HTTP/1.1\\r\\nx: s3cr3t\\0|A header line must be a name, a colon and a value without control characters, and end in CR LF.",
                "POST / HTTP/1.1\\r\\ns3cr3t|A header line must be",
                "POST / HTTP/1.1\\r\\nx : y|A header line must be",
                "POST / HTTP/1.1\\r\\nx: y\\nz: s3cr3t|A header line must be",
                "POST / HTTP/1.1\\r\\nx: y\\r\\n s3cr3t|A line of the head must not begin with white space.",
                "POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: s3cr3t|There must be at most one Content-Length, and it must be a number.",
                "POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 1\\r\\nContent-Length: 1|There must be at most one Content-Length",
                "POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 1\\r\\nTransfer-Encoding: chunked|There must be either Content-Length or Transfer-Encoding, not both.",
                "POST / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked, chunked|Transfer-Encoding must be chunked, once, and only in HTTP/1.1.",
                "POST / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\ns3cr3t|The body must be valid chunks: each a size in hexadecimal, CR LF, that many bytes, CR LF; then trailers like header lines.",
            })
    void theReasonSaysWhatTheBytesMustBe(String head, String reason, MockArm mock) throws IOException {
        String bytes = head.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
        RawConnection.plain(mock).exchange(bytes + "\r\n\r\n", PROMPT);
        assertThat(mock.journal().last().reason()).startsWith(reason);
    }

    @Test
    void aRequestLineThatCannotBeReadIsADashInTheJournal(MockArm mock) throws IOException {
        RawConnection.plain(mock).exchange("POST /\r\n\r\n", PROMPT);
        assertThat(mock.journal().last()).hasToString("- - -> 400 (http)");
    }
}
