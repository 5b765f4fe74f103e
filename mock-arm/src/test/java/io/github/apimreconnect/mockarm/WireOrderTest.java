package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The bytes of the 202, compared with the recorded one. */
@ExtendWith(MockArmExtension.class)
final class WireOrderTest {
    @Test
    void theHeadersComeInTheRecordedOrder(MockArm mock) throws IOException {
        try (RawConnection raw = RawConnection.plain(mock)) {
            raw.send(Requests.RAW);
            List<String> head = raw.head().lines().toList();
            assertThat(head.get(0)).isEqualTo("HTTP/1.1 202 Accepted");
            assertThat(head.subList(1, head.size()))
                    .extracting(line -> line.substring(0, line.indexOf(':')))
                    .containsExactly(
                            "Cache-Control",
                            "Pragma",
                            "Strict-Transport-Security",
                            "X-Content-Type-Options",
                            "x-ms-request-id",
                            "Server",
                            "x-ms-ratelimit-remaining-subscription-writes",
                            "x-ms-ratelimit-remaining-subscription-global-writes",
                            "x-ms-correlation-request-id",
                            "x-ms-routing-request-id",
                            "Date",
                            "Expires",
                            "Content-Length");
            assertThat(head)
                    .contains(
                            "Cache-Control: no-cache",
                            "Pragma: no-cache",
                            "Strict-Transport-Security: max-age=31536000; includeSubDomains",
                            "X-Content-Type-Options: nosniff",
                            "Server: Microsoft-HTTPAPI/2.0",
                            "Expires: -1",
                            "Content-Length: 0");
        }
    }
}
