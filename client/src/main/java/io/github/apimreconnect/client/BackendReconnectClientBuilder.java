package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.BadArgument.badArgument;

import com.azure.core.annotation.ServiceClientBuilder;
import com.azure.core.client.traits.ConfigurationTrait;
import com.azure.core.client.traits.EndpointTrait;
import com.azure.core.client.traits.TokenCredentialTrait;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.util.ClientOptions;
import com.azure.core.util.Configuration;
import com.azure.core.util.HttpClientOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link BackendReconnectAsyncClient}s. Only a credential is needed:
 *
 * <pre>{@code
 * BackendReconnectAsyncClient client = new BackendReconnectClientBuilder()
 *         .credential(new DefaultAzureCredentialBuilder().build())
 *         .buildAsyncClient();
 * }</pre>
 *
 * <p>Not safe for use by several threads at once; the clients it builds are.
 */
@ServiceClientBuilder(serviceClients = BackendReconnectAsyncClient.class)
public final class BackendReconnectClientBuilder
        implements TokenCredentialTrait<BackendReconnectClientBuilder>,
                EndpointTrait<BackendReconnectClientBuilder>,
                ConfigurationTrait<BackendReconnectClientBuilder> {
    private static final String RESOURCE_MANAGER = AzureEnvironment.AZURE.getResourceManagerEndpoint();

    private final List<HttpPipelinePolicy> policies = new ArrayList<>();
    private @Nullable String endpoint = RESOURCE_MANAGER;
    private @Nullable TokenCredential credential;
    private @Nullable HttpClient httpClient;
    private @Nullable HttpPipeline pipeline;
    private @Nullable HttpLogOptions logOptions;
    private @Nullable ClientOptions clientOptions;
    private @Nullable Configuration configuration;
    private @Nullable String apiVersion = BackendReconnectServiceVersion.V2023_05_01_PREVIEW.getVersion();

    /** Starts with the public cloud and api-version 2023-05-01-preview. */
    public BackendReconnectClientBuilder() {}

    /**
     * Sets where tokens come from. Without a credential requests carry no token, which only mocks accept.
     *
     * @param credential the credential; asked for a token on the first call, and again before the token expires
     * @return this builder
     */
    @Override
    public BackendReconnectClientBuilder credential(@Nullable TokenCredential credential) {
        this.credential = credential;
        return this;
    }

    /**
     * Sets where requests go instead of {@code https://management.azure.com}, a mock for example. Tokens are still
     * asked for with the cloud's own scope, {@code https://management.azure.com/.default}.
     *
     * @param endpoint {@code https://host} or {@code https://host:port}; {@code http} only without a credential
     * @return this builder
     */
    @Override
    public BackendReconnectClientBuilder endpoint(@Nullable String endpoint) {
        this.endpoint = endpoint;
        return this;
    }

    /**
     * Sets the api-version to one that has the operation.
     *
     * @param serviceVersion the version; 2023-05-01-preview if never set
     * @return this builder
     */
    public BackendReconnectClientBuilder serviceVersion(@Nullable BackendReconnectServiceVersion serviceVersion) {
        return apiVersion(serviceVersion == null ? null : serviceVersion.getVersion());
    }

    /**
     * Sets the api-version to any other, such as one newer than this library.
     *
     * @param apiVersion the value of the api-version parameter
     * @return this builder
     */
    public BackendReconnectClientBuilder apiVersion(@Nullable String apiVersion) {
        this.apiVersion = apiVersion;
        return this;
    }

    /**
     * Sets the transport. It stays the caller's to close.
     *
     * @param httpClient the transport; null for the default one, Azure Core's over Reactor Netty: 256 connections shared by
     *     the JVM, idle ones closed after a minute, any number of calls in the queue
     * @return this builder
     */
    public BackendReconnectClientBuilder httpClient(@Nullable HttpClient httpClient) {
        this.httpClient = httpClient;
        return this;
    }

    /**
     * Sets the whole pipeline. It wins over every setting here but endpoint and api-version, and brings its own
     * credential.
     *
     * @param pipeline the pipeline; null for this library's own
     * @return this builder
     */
    public BackendReconnectClientBuilder pipeline(@Nullable HttpPipeline pipeline) {
        this.pipeline = pipeline;
        return this;
    }

    /**
     * Adds a policy. Its {@link HttpPipelinePolicy#getPipelinePosition() position} says whether it runs once a call or
     * once an attempt.
     *
     * @param policy the policy
     * @return this builder
     */
    public BackendReconnectClientBuilder addPolicy(HttpPipelinePolicy policy) {
        if (policy == null) {
            throw badArgument("policy", "must be a policy", null);
        }
        policies.add(policy);
        return this;
    }

    /**
     * Sets what is logged of requests and answers, through SLF4J.
     *
     * @param logOptions the options; null for Azure Core's default, which logs nothing
     * @return this builder
     */
    public BackendReconnectClientBuilder httpLogOptions(@Nullable HttpLogOptions logOptions) {
        this.logOptions = logOptions;
        return this;
    }

    /**
     * Sets the application id of the User-Agent and extra headers; as {@link HttpClientOptions} also time-outs and the
     * proxy of the default transport.
     *
     * @param clientOptions the options
     * @return this builder
     */
    public BackendReconnectClientBuilder clientOptions(@Nullable ClientOptions clientOptions) {
        this.clientOptions = clientOptions;
        return this;
    }

    /**
     * Sets the configuration store.
     *
     * @param configuration the store; null for the process's environment
     * @return this builder
     */
    @Override
    public BackendReconnectClientBuilder configuration(@Nullable Configuration configuration) {
        this.configuration = configuration;
        return this;
    }

    /**
     * Checks the settings and builds a client. Nothing is sent and no token is asked for.
     *
     * @return a new client
     * @throws IllegalArgumentException if a setting is wrong; the message names it
     */
    public BackendReconnectAsyncClient buildAsyncClient() {
        ReconnectCall call = new ReconnectCall(checkedEndpoint(), checkedApiVersion());
        return new BackendReconnectAsyncClient(pipeline != null ? pipeline : ownPipeline(), call);
    }

    private HttpPipeline ownPipeline() {
        ClientOptions options = clientOptions != null ? clientOptions : new ClientOptions();
        return new ReconnectPipeline(
                        httpClient != null ? httpClient : defaultClient(options),
                        options,
                        logOptions != null ? logOptions : new HttpLogOptions(),
                        configuration != null ? configuration : Configuration.getGlobalConfiguration(),
                        credential,
                        RESOURCE_MANAGER.replaceFirst("/$", "") + "/.default",
                        List.copyOf(policies))
                .build();
    }

    private static HttpClient defaultClient(ClientOptions options) {
        return options instanceof HttpClientOptions transport
                ? ReconnectTransport.create(transport)
                : ReconnectTransport.shared();
    }

    private URI checkedEndpoint() {
        URI uri = parsed(endpoint);
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        if (!https && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw badArgument("endpoint", "must begin with https://", endpoint);
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw badArgument("endpoint", "must name a host, and no user", endpoint);
        }
        if (uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !uri.getRawPath().matches("/?")) {
            throw badArgument("endpoint", "must end with the host or port", endpoint);
        }
        if (!https && (credential != null && pipeline == null)) {
            throw badArgument("endpoint", "must be HTTPS where a credential is set", endpoint);
        }
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
    }

    private static URI parsed(@Nullable String endpoint) {
        if (endpoint == null) {
            throw badArgument("endpoint", "must be a URL", null);
        }
        try {
            return new URI(endpoint);
        } catch (URISyntaxException e) {
            throw badArgument("endpoint", "must be a URL", endpoint);
        }
    }

    private String checkedApiVersion() {
        if (apiVersion == null || apiVersion.isBlank()) {
            throw badArgument("apiVersion", "must be a version such as 2023-05-01-preview", apiVersion);
        }
        return apiVersion;
    }
}
