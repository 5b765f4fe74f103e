package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.management.exception.ManagementError;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

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

    @ParameterizedTest
    @CsvSource({
        "400, ValidationError, false",
        "400, ManagementApiRequestFailed, true",
        "401, AuthenticationFailed, false",
        "403, AuthorizationFailed, false",
        "404, ResourceNotFound, false",
        "405, MethodNotAllowed, false",
        "408, X, true",
        "409, ScopeLocked, false",
        "409, PessimisticConcurrencyConflict, true",
        "409, ServiceLocked, true",
        "409, ManagementApiRequestFailed, true",
        "422, ValidationError, false",
        "422, ManagementApiRequestFailed, true",
        "412, PreconditionFailed, true",
        "429, SubscriptionRequestsThrottled, true",
        "500, InternalServerError, true",
        "501, NotImplemented, false",
        "502, BadGateway, true",
        "503, ServiceUnavailable, true",
        "504, GatewayTimeout, true",
        "505, X, false",
    })
    void whatArmAndApiManagementSayIsTransientIsTransient(int status, String code, boolean isTransient) {
        ReconnectReply reply = reply(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"m\"}}");
        assertThat(reply).isInstanceOf(isTransient ? ReconnectReply.Transient.class : ReconnectReply.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"404, 7, true", "404, 0, true", "404, -1, false", "404, soon, false", "302, 7, false"})
    void anErrorWithAUsableRetryAfterIsTransient(int status, String retryAfter, boolean isTransient) {
        ReconnectReply reply = reply(status, "", new HttpHeaders().set(HttpHeaderName.RETRY_AFTER, retryAfter));
        assertThat(reply).isInstanceOf(isTransient ? ReconnectReply.Transient.class : ReconnectReply.Refused.class);
    }

    @Test
    void nestedDetailsAndAdditionalInfoAreRead() {
        ManagementError error = error(
                400,
                "{\"error\":{\"code\":\"A\",\"message\":\"m\",\"details\":[{\"code\":\"B\",\"message\":\"n\","
                        + "\"details\":[{\"code\":\"C\",\"message\":\"o\"}]}],"
                        + "\"additionalInfo\":[{\"type\":\"T\",\"info\":{\"k\":\"v\"}}]}}");
        assertThat(error.getDetails().get(0).getDetails().get(0).getCode()).isEqualTo("C");
        assertThat(error.getAdditionalInfo().get(0).getType()).isEqualTo("T");
    }

    @Test
    void ofTwentyThousandDetailsTheFirstHundredAreRead() {
        ManagementError error = error(400, "{\"code\":\"A\",\"details\":[" + "{},".repeat(20_000) + "{}]}");
        assertThat(error.getDetails()).hasSize(100);
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
                "<html>Bad Gateway</html>|The answer does not contain an ARM error; its body begins: <html>Bad Gateway</html>",
                "{\"error\":\"text\"}|The answer does not contain an ARM error; its body begins: {\"error\":\"text\"}",
                "{\"error\":{\"code\":|The answer does not contain an ARM error; its body begins: {\"error\":{\"code\":",
                "[]|The answer does not contain an ARM error; its body begins: []",
                "{}|The answer does not contain an ARM error; its body begins: {}",
                "''|The answer does not contain an ARM error; its body is empty.",
            })
    void aBodyThatHoldsNoArmErrorIsQuoted(String body, String message) {
        assertThat(error(502, body).getCode()).isEqualTo("UnexpectedResponse");
        assertThat(error(502, body).getMessage()).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"details\":{}",
                "\"details\":\"text\"",
                "\"details\":[null,7,\"text\"]",
                "\"additionalInfo\":{}",
                "\"message\":{}",
                "\"target\":[]"
            })
    void anOddMemberCostsNeitherTheCodeNorTheRetry(String member) {
        ReconnectReply reply = reply(422, "{\"error\":{\"code\":\"ManagementApiRequestFailed\"," + member + "}}");
        assertThat(reply).isInstanceOf(ReconnectReply.Transient.class);
        assertThat(((ReconnectReply.Transient) reply).error().getCode()).isEqualTo("ManagementApiRequestFailed");
    }

    @Test
    void theErrorOfTheFirstVersionWhichHasNoEnvelopeIsReadWithItsDetails() {
        ManagementError error = error(
                400,
                "{\"code\":\"ValidationError\",\"message\":\"One or more fields\",\"details\":"
                        + "[{\"code\":\"Inner\",\"target\":\"after\",\"message\":\"bad\"}]}");
        assertThat(error.getCode()).isEqualTo("ValidationError");
        assertThat(error.getMessage()).isEqualTo("One or more fields");
        assertThat(error.getDetails())
                .singleElement()
                .satisfies(detail -> assertThat(detail.getTarget()).isEqualTo("after"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"code\":\"ServiceLocked\",\"message\":\"m\"}", "{\"code\":\"ServiceLocked\"}"})
    void aTransientCodeWithoutItsEnvelopeIsTransient(String body) {
        assertThat(reply(409, body)).isInstanceOf(ReconnectReply.Transient.class);
    }

    @Test
    void aLongBodyIsShortenedAndPutOnOneLine() {
        assertThat(error(500, "a\r\n\t\u009b\u202eb" + "x".repeat(10_000)).getMessage())
                .hasSizeLessThan(300)
                .contains("a bxxx")
                .endsWith("...");
    }

    private static ManagementError error(int status, String body) {
        ReconnectReply reply = reply(status, body);
        return reply instanceof ReconnectReply.Transient busy ? busy.error() : ((ReconnectReply.Refused) reply).error();
    }

    private static ReconnectReply reply(int status, String body) {
        return reply(status, body, new HttpHeaders());
    }

    private static ReconnectReply reply(int status, String body, HttpHeaders headers) {
        HttpRequest request = new HttpRequest(HttpMethod.POST, "https://management.azure.com/x");
        CannedResponse answer = new CannedResponse(request, status, headers, Flux.just(CannedResponse.bytes(body)));
        DrainedResponse drained = ReconnectDrainPolicy.drain(answer).block();
        if (drained == null) {
            throw new AssertionError("A response that is drained is still a response");
        }
        return ReconnectReply.of(drained, Instant.EPOCH);
    }
}
