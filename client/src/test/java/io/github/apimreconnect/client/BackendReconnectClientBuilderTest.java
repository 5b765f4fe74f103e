package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.RetryCalls.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.AddHeadersFromContextPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.util.ClientOptions;
import com.azure.core.util.Header;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EmptySource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

final class BackendReconnectClientBuilderTest {

    private final List<String> scopes = new CopyOnWriteArrayList<>();
    private final TokenCredential credential = request -> {
        scopes.addAll(request.getScopes());
        return Mono.just(new AccessToken("t", OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
    };

    @Test
    void theDefaultsAreThePublicCloudAndTheVersionOfTheRestPage() {
        CannedTransport transport = sent(new BackendReconnectClientBuilder().credential(credential));
        assertThat(transport.only().getUrl())
                .hasHost("management.azure.com")
                .hasProtocol("https")
                .hasQuery("api-version=2023-05-01-preview");
        assertThat(scopes).containsExactly("https://management.azure.com/.default");
    }

    @Test
    void anEndpointMovesTheCallAndNotTheScope() {
        CannedTransport transport =
                sent(new BackendReconnectClientBuilder().credential(credential).endpoint("https://localhost:8443/"));
        assertThat(transport.only().getUrl().toString()).startsWith("https://localhost:8443/subscriptions/");
        assertThat(scopes).containsExactly("https://management.azure.com/.default");
    }

    @ParameterizedTest
    @EmptySource
    @ValueSource(
            strings = {
                "management.azure.com",
                "ftp://host",
                "https://",
                "https://user:hunter2@host",
                "https://user:hunter2/x@host",
                "https://user:p@ss/hunter2@host",
                "https://user:p@ss/hunter2@host:8443",
                "user:hunter2//ss@host",
                "https://user:hunter2?x@host",
                "https://user:hunter2#x@host",
                "https://user:x/hunter2@host",
                "https://user:x?hunter2@host",
                "user:hunter2@host",
                "https://host/path",
                "https://host?sig=hunter2",
                "https://host#f",
                "https://ho st",
                "https:///x",
                "https://host:99999",
                "https://host:0",
                "https://host:"
            })
    void anEndpointThatIsNotAnOriginIsRefusedByNameWithoutItsSecrets(String endpoint) {
        BackendReconnectClientBuilder builder = new BackendReconnectClientBuilder().endpoint(endpoint);
        assertThatIllegalArgumentException()
                .isThrownBy(builder::buildAsyncClient)
                .withMessageStartingWith("'endpoint' must")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @MethodSource
    void aCloudMovesEndpointAndScopeTogether(AzureEnvironment cloud, String host) {
        CannedTransport transport =
                sent(new BackendReconnectClientBuilder().credential(credential).cloud(cloud));
        assertThat(transport.only().getUrl()).hasHost(host);
        assertThat(scopes).containsExactly("https://" + host + "/.default");
    }

    static Stream<Arguments> aCloudMovesEndpointAndScopeTogether() {
        return Stream.of(
                Arguments.of(AzureEnvironment.AZURE, "management.azure.com"),
                Arguments.of(AzureEnvironment.AZURE_CHINA, "management.chinacloudapi.cn"),
                Arguments.of(AzureEnvironment.AZURE_US_GOVERNMENT, "management.usgovcloudapi.net"));
    }

    @Test
    void anEndpointOfOnesOwnKeepsTheCloudsScope() {
        CannedTransport transport = sent(new BackendReconnectClientBuilder()
                .credential(credential)
                .cloud(AzureEnvironment.AZURE_CHINA)
                .endpoint("https://localhost:8443"));
        assertThat(transport.only().getUrl()).hasHost("localhost");
        assertThat(scopes).containsExactly("https://management.chinacloudapi.cn/.default");
    }

    @Test
    void aTotalTimeoutIsFromAMillisecondToADay() {
        BackendReconnectClientBuilder builder = new BackendReconnectClientBuilder();
        for (Duration allowed : new Duration[] {Duration.ofMillis(1), Duration.ofDays(1)}) {
            assertThat(builder.totalTimeout(allowed)).isSameAs(builder);
        }
        for (Duration refused : new Duration[] {
            Duration.ZERO,
            Duration.ofMillis(1).minusNanos(1),
            Duration.ofDays(1).plusNanos(1)
        }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.totalTimeout(refused))
                    .withMessage("'totalTimeout' must be from a millisecond to 1 day, but was '" + refused + "'");
        }
    }

    @Test
    void headersAndARequestIdOfTheCallersTravelThroughTheReactorContext() {
        CannedTransport transport = CannedTransport.answering(202, "");
        HttpHeaders own = new HttpHeaders()
                .set(HttpHeaderName.fromString("x-own"), "1")
                .set(HttpHeaderName.X_MS_CLIENT_REQUEST_ID, "my-id");
        StepVerifier.create(new BackendReconnectClientBuilder()
                        .httpClient(transport)
                        .buildAsyncClient()
                        .reconnect(ID)
                        .contextWrite(context ->
                                context.put(AddHeadersFromContextPolicy.AZURE_REQUEST_HTTP_HEADERS_KEY, own)))
                .verifyComplete();
        assertThat(transport.only().getHeaders().getValue(HttpHeaderName.fromString("x-own")))
                .isEqualTo("1");
        assertThat(transport.only().getHeaders().getValue(HttpHeaderName.X_MS_CLIENT_REQUEST_ID))
                .isEqualTo("my-id");
    }

    @Test
    void plainHttpIsRefusedWhereACredentialIsSet() {
        BackendReconnectClientBuilder builder = new BackendReconnectClientBuilder()
                .endpoint("http://localhost:8443")
                .credential(credential);
        assertThatIllegalArgumentException()
                .isThrownBy(builder::buildAsyncClient)
                .withMessage("'endpoint' must be HTTPS when a credential is set, but was 'http://localhost:8443'");
    }

    @Test
    void plainHttpIsLegalWithoutACredential() {
        CannedTransport transport = sent(new BackendReconnectClientBuilder().endpoint("http://localhost:8443"));
        assertThat(transport.only().getHeaders().getValue(HttpHeaderName.AUTHORIZATION))
                .isNull();
    }

    @ParameterizedTest
    @NullAndEmptySource
    void anApiVersionMustBeGiven(String version) {
        BackendReconnectClientBuilder builder = new BackendReconnectClientBuilder().apiVersion(version);
        assertThatIllegalArgumentException()
                .isThrownBy(builder::buildAsyncClient)
                .withMessageStartingWith("'apiVersion'");
    }

    @Test
    void aServiceVersionIsSentAsItsText() {
        CannedTransport transport =
                sent(new BackendReconnectClientBuilder().serviceVersion(BackendReconnectServiceVersion.getLatest()));
        assertThat(transport.only().getUrl()).hasQuery("api-version=2025-09-01-preview");
    }

    @Test
    void addedPoliciesRunAndClientOptionsAddHeaders() {
        CannedTransport transport = sent(new BackendReconnectClientBuilder()
                .clientOptions(
                        new ClientOptions().setApplicationId("my-app").setHeaders(List.of(new Header("x-fixed", "1"))))
                .addPolicy(new Tagging("x-per-call", HttpPipelinePosition.PER_CALL))
                .addPolicy(new Tagging("x-per-retry", HttpPipelinePosition.PER_RETRY)));
        assertThat(transport.only().getHeaders().toString())
                .contains("x-per-call=1", "x-per-retry=1", "x-fixed=1", "User-Agent=my-app azsdk-java-");
    }

    @Test
    void eachBuildMakesAClientOfItsOwn() {
        BackendReconnectClientBuilder builder = new BackendReconnectClientBuilder();
        assertThat(builder.buildAsyncClient()).isNotSameAs(builder.buildAsyncClient());
    }

    @Test
    void toStringShowsWhereAndNeverTheCredential() {
        assertThat(new BackendReconnectClientBuilder().credential(credential).buildAsyncClient())
                .hasToString("BackendReconnectAsyncClient[endpoint=https://management.azure.com, "
                        + "apiVersion=2023-05-01-preview]");
    }

    private static CannedTransport sent(BackendReconnectClientBuilder builder) {
        CannedTransport transport = CannedTransport.answering(202, "");
        StepVerifier.create(builder.httpClient(transport).buildAsyncClient().reconnect(ID))
                .verifyComplete();
        return transport;
    }

    private record Tagging(String header, HttpPipelinePosition position) implements HttpPipelinePolicy {
        @Override
        public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
            context.getHttpRequest().setHeader(HttpHeaderName.fromString(header), "1");
            return next.process();
        }

        @Override
        public HttpPipelinePosition getPipelinePosition() {
            return position;
        }
    }
}
