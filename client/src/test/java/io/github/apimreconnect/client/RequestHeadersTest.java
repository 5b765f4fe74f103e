package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.RetryCalls.ID;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.AddHeadersFromContextPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.ClientOptions;
import com.azure.core.util.Header;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Headers that cannot be sent are the caller's error: rejected before anything is sent, and never retried. */
final class RequestHeadersTest {
    private static final HttpHeaderName OWN = HttpHeaderName.fromString("x-own");

    private final CannedTransport transport = CannedTransport.answering(202, "");
    private final BackendReconnectClientBuilder builder = new BackendReconnectClientBuilder().httpClient(transport);

    @Test
    void aTokenWithALineBreakIsRefusedByTheNameOfItsHeader() {
        builder.credential(request -> Mono.just(
                new AccessToken("s3cr3t\n", OffsetDateTime.now(ZoneOffset.UTC).plusHours(1))));
        refused("Authorization", builder.buildAsyncClient().reconnect(ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cr3t\n", "s3cr3t\r\nx: y", "s3cr3t\u0000", " s3cr3t", "s3cr3t\u007f", "s3cr3t\u20ac"})
    void aValueThatCannotBeSentIsRefusedWhenItComesFromTheContext(String value) {
        HttpHeaders headers = new HttpHeaders().set(OWN, value);
        refused(
                "x-own",
                builder.buildAsyncClient()
                        .reconnect(ID)
                        .contextWrite(context ->
                                context.put(AddHeadersFromContextPolicy.AZURE_REQUEST_HTTP_HEADERS_KEY, headers)));
    }

    @Test
    void aRequestIdOfTheCallersThatCannotBeSentIsRefused() {
        HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.X_MS_CLIENT_REQUEST_ID, "s3cr3t\n");
        refused(
                "x-ms-client-request-id",
                builder.buildAsyncClient()
                        .reconnect(ID)
                        .contextWrite(context ->
                                context.put(AddHeadersFromContextPolicy.AZURE_REQUEST_HTTP_HEADERS_KEY, headers)));
    }

    @Test
    void aHeaderOfTheClientOptionsThatCannotBeSentIsRefused() {
        builder.clientOptions(new ClientOptions().setHeaders(List.of(new Header("x-own", "s3cr3t\n"))));
        refused("x-own", builder.buildAsyncClient().reconnect(ID));
    }

    @Test
    void aHeaderOfACallersPolicyThatCannotBeSentIsRefused() {
        builder.addPolicy(new Adding("x-own", "s3cr3t\n"));
        refused("x-own", builder.buildAsyncClient().reconnect(ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x own", "x-own:", "x\nown", "x-\u00e9", ""})
    void aNameThatCannotBeSentIsRefused(String name) {
        builder.addPolicy(new Adding(name, "s3cr3t"));
        refused(
                name.equals("x\nown") ? "x\\u000aown" : name,
                builder.buildAsyncClient().reconnect(ID));
    }

    @Test
    void whatIsLetThroughIsWhatNettySendsUnchanged() {
        for (char c = 0; c < 0x180; c++) {
            for (String value : List.of("" + c, "a" + c, c + "b", "a" + c + "b")) {
                assertThat(RequestHeaders.refused(new HttpHeaders().set(OWN, value)) == null)
                        .as("U+%04x in a value", (int) c)
                        // Netty replaces characters outside ISO 8859-1 with a question mark.
                        .isEqualTo(nettyTakes("x-own", value) && c < 0x100);
            }
            for (String name : List.of("" + c, "a" + c + "b")) {
                HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.fromString(name), "v");
                assertThat(RequestHeaders.refused(headers) == null)
                        .as("U+%04x in a name", (int) c)
                        .isEqualTo(nettyTakes(name, "v"));
            }
        }
    }

    @Test
    void anEmptyValueIsLetThrough() {
        assertThat(RequestHeaders.refused(new HttpHeaders().set(OWN, ""))).isNull();
        assertThat(nettyTakes("x-own", "")).isTrue();
    }

    private static boolean nettyTakes(String name, String value) {
        try {
            new DefaultHttpHeaders().set(name, value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void refused(String name, Mono<Void> reconnect) {
        StepVerifier.create(reconnect)
                .expectErrorSatisfies(e -> {
                    assertThat(e).isInstanceOf(IllegalArgumentException.class);
                    assertThat(e.getMessage()).contains("'" + name + "'").doesNotContain("s3cr3t");
                    assertThat(e).hasNoCause().hasNoSuppressedExceptions();
                })
                .verify(Duration.ofSeconds(10));
        assertThat(transport.sent).isEmpty();
    }

    private record Adding(String name, String value) implements HttpPipelinePolicy {
        @Override
        public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
            context.getHttpRequest().setHeader(HttpHeaderName.fromString(name), value);
            return next.process();
        }

        @Override
        public HttpPipelinePosition getPipelinePosition() {
            return HttpPipelinePosition.PER_RETRY;
        }
    }
}
