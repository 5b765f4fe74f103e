package io.github.apimreconnect.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

final class FailureTextTest {
    @Test
    void anArmErrorIsItsCodeAndMessage() {
        String nested = "{\"error\":{\"code\":\"Busy\",\"message\":\"Later\u001b[0m.\"}}";
        assertThat(FailureText.of(503, nested.replace("\u001b", "\\u001b"), "5"))
                .isEqualTo("503 Busy: Later\\u001b[0m. (Retry-After: 5)");
        assertThat(FailureText.of(503, "{\"code\":\"Busy\",\"message\":\"Later.\"}", null))
                .isEqualTo("503 Busy: Later.");
    }

    @Test
    void anythingElseIsTheStatus() {
        for (String body : new String[] {"", "<html>", "null", "[]", "{\"error\":{\"code\":1}}", "{\"error\":"}) {
            assertThat(FailureText.of(502, body, null)).as(body).isEqualTo("502");
        }
    }

    @Test
    void aLongMessageIsCut() {
        String body = "{\"error\":{\"message\":\"" + "x".repeat(60_000) + "\"}}";
        assertThat(FailureText.of(500, body, null)).hasSizeLessThan(400).endsWith("...");
    }

    @Test
    void aFailureOfTheNetworkIsSaidAsAtTheEnd() {
        assertThat(FailureText.of(new UnknownHostException("x.example"))).isEqualTo("unknown host x.example");
        assertThat(FailureText.of(new IllegalStateException())).isEqualTo("IllegalStateException");
    }
}
