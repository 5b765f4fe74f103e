package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.management.exception.ManagementError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReconnectReplyTest {
    @Test
    void only202IsAccepted() {
        assertThat(reply(202, "")).isEqualTo(new ReconnectReply.Accepted());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 302})
    void anotherStatusBelow400SaysWhatWasExpected(int status) {
        assertThat(error(status, "{\"error\":{\"code\":\"Odd\"}}"))
                .satisfies(error -> assertThat(error.getCode()).isEqualTo("UnexpectedResponse"))
                .satisfies(
                        error -> assertThat(error.getMessage()).startsWith("Expected 202 Accepted; its body begins"));
    }

    @Test
    void anArmErrorIsReadWithItsDetails() {
        ManagementError error = error(
                400,
                "{\"error\":{\"code\":\"ValidationError\",\"message\":\"One or more fields\",\"target\":\"t\",\"details\":"
                        + "[{\"code\":\"Inner\",\"target\":\"properties.after\",\"message\":\"bad\"}]}}");
        assertThat(error.getCode()).isEqualTo("ValidationError");
        assertThat(error.getTarget()).isEqualTo("t");
        assertThat(error.getDetails())
                .singleElement()
                .satisfies(detail -> assertThat(detail.getTarget()).isEqualTo("properties.after"));
    }

    @Test
    void nullDetailsAreNoDetails() {
        ManagementError error = error(
                404, "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"Backend not found.\",\"details\":null}}");
        assertThat(error.getCode()).isEqualTo("ResourceNotFound");
        assertThat(error.getDetails()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html>Bad Gateway</html>|The answer holds no ARM error; its body begins: <html>Bad Gateway</html>",
                "{\"error\":\"text\"}|The answer holds no ARM error; its body begins: {\"error\":\"text\"}",
                "{\"error\":{\"code\":\"A\",\"details\":{}}}|The answer holds no ARM error; its body begins: {\"error\":{\"code\":\"A\",\"details\":{}}}",
                "{\"error\":{\"code\":|The answer holds no ARM error; its body begins: {\"error\":{\"code\":",
                "[]|The answer holds no ARM error; its body begins: []",
                "{}|The answer holds no ARM error; its body begins: {}",
                "''|The answer holds no ARM error; its body is empty.",
            })
    void aBodyThatHoldsNoArmErrorIsQuoted(String body, String message) {
        assertThat(error(502, body).getCode()).isEqualTo("UnexpectedResponse");
        assertThat(error(502, body).getMessage()).isEqualTo(message);
    }

    @Test
    void aLongBodyIsShortenedAndPutOnOneLine() {
        assertThat(error(500, "a\r\n\tb" + "x".repeat(10_000)).getMessage())
                .hasSizeLessThan(300)
                .contains("a bxxx")
                .endsWith("...");
    }

    private static ManagementError error(int status, String body) {
        return ((ReconnectReply.Refused) reply(status, body)).error();
    }

    private static ReconnectReply reply(int status, String body) {
        HttpRequest request = new HttpRequest(HttpMethod.POST, "https://management.azure.com/x");
        DrainedResponse drained =
                ReconnectWire.drain(CannedResponse.of(request, status, body)).block();
        if (drained == null) {
            throw new AssertionError("A response that is drained is still a response");
        }
        return ReconnectReply.of(drained);
    }
}
