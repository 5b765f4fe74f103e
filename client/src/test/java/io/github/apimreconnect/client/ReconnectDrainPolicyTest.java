package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.BinaryData;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

final class ReconnectDrainPolicyTest {
    private static final int CHUNK = 8 * 1024;

    private final HttpRequest request = new HttpRequest(HttpMethod.POST, "https://management.azure.com/x")
            .setHeader(HttpHeaderName.AUTHORIZATION, "Bearer t0ken")
            .setHeader(HttpHeaderName.fromString("x-api-key"), "k3y")
            .setHeader(HttpHeaderName.X_MS_CLIENT_REQUEST_ID, "call-7")
            .setBody(BinaryData.fromString("sent"));

    @Test
    void aBodyIsReadToItsEnd() {
        CannedResponse response = response(CannedResponse.bytes("first "), CannedResponse.bytes("second"));
        StepVerifier.create(ReconnectDrainPolicy.drain(response).flatMap(DrainedResponse::getBodyAsString))
                .expectNext("first second")
                .verifyComplete();
        assertThat(response.drained).hasValue(1);
    }

    @Test
    void anEmptyBodyIsReadToItsEnd() {
        CannedResponse response = response();
        StepVerifier.create(ReconnectDrainPolicy.drain(response).map(drained -> drained.body().length))
                .expectNext(0)
                .verifyComplete();
        assertThat(response.drained).hasValue(1);
    }

    @Test
    void aBodyOfExactlyTheLimitIsReadToItsEnd() {
        CannedResponse response = response(chunks(8));
        StepVerifier.create(ReconnectDrainPolicy.drain(response).map(drained -> drained.body().length))
                .expectNext(ReconnectDrainPolicy.MAX_BODY)
                .verifyComplete();
        assertThat(response.drained).hasValue(1);
    }

    @Test
    void pastTheLimitTheRestIsCancelledAndTheStartKept() {
        CannedResponse response = response(chunks(1000));
        StepVerifier.create(ReconnectDrainPolicy.drain(response).map(drained -> drained.body().length))
                .expectNext(ReconnectDrainPolicy.MAX_BODY)
                .verifyComplete();
        assertThat(response.cancelled).hasValue(1);
        assertThat(response.drained).hasValue(0);
    }

    @Test
    void theKeptRequestHoldsNoSecretOfThisLibraryOrTheCaller() {
        DrainedResponse drained = ReconnectDrainPolicy.drain(response()).block();
        assertThat(drained).isNotNull();
        HttpRequest kept = drained.getRequest();
        assertThat(kept.getHeaders().toString()).doesNotContain("t0ken", "k3y");
        assertThat(kept.getHeaders().getValue(HttpHeaderName.X_MS_CLIENT_REQUEST_ID))
                .isEqualTo("call-7");
        assertThat(kept.getBodyAsBinaryData()).hasToString("sent");
        assertThat(request.getHeaders().getValue(HttpHeaderName.AUTHORIZATION))
                .as("the request itself")
                .isEqualTo("Bearer t0ken");
    }

    private CannedResponse response(ByteBuffer... body) {
        return response(List.of(body));
    }

    private CannedResponse response(List<ByteBuffer> body) {
        return new CannedResponse(request, 202, new HttpHeaders(), Flux.fromIterable(body));
    }

    private static List<ByteBuffer> chunks(int count) {
        return java.util.stream.Stream.generate(() -> ByteBuffer.wrap(new byte[CHUNK]))
                .limit(count)
                .toList();
    }
}
