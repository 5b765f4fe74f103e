package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.BadArgument.badArgument;

import com.azure.core.annotation.ServiceClientBuilder;
import com.azure.core.client.traits.ConfigurationTrait;
import com.azure.core.client.traits.EndpointTrait;
import com.azure.core.client.traits.HttpTrait;
import com.azure.core.client.traits.TokenCredentialTrait;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.util.ClientOptions;
import com.azure.core.util.Configuration;
import com.azure.core.util.HttpClientOptions;
import com.azure.core.util.tracing.Tracer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Builds {@link BackendReconnectAsyncClient}s. Only a credential is needed:
 *
 * <pre>{@code
 * BackendReconnectAsyncClient client = new BackendReconnectClientBuilder()
 *         .credential(new DefaultAzureCredentialBuilder().build())
 *         .buildAsyncClient();
 * }</pre>
 *
 * <p>Setters throw an {@link IllegalArgumentException} that names the setting, or leave the check to
 * {@link #buildAsyncClient()}. Not thread-safe; the clients it builds are.
 */
@ServiceClientBuilder(serviceClients = BackendReconnectAsyncClient.class)
public final class BackendReconnectClientBuilder
        implements TokenCredentialTrait<BackendReconnectClientBuilder>,
                EndpointTrait<BackendReconnectClientBuilder>,
                HttpTrait<BackendReconnectClientBuilder>,
                ConfigurationTrait<BackendReconnectClientBuilder> {
    private static final Duration TOTAL_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);

    private final List<HttpPipelinePolicy> policies = new ArrayList<>();
    private AzureEnvironment cloud = AzureEnvironment.AZURE;
    private @Nullable String endpoint;
    private @Nullable TokenCredential credential;
    private @Nullable HttpClient httpClient;
    private @Nullable HttpPipeline pipeline;
    private @Nullable HttpLogOptions logOptions;
    private @Nullable ClientOptions clientOptions;
    private @Nullable Configuration configuration;
    private @Nullable RetryOptions retryOptions;
    private @Nullable String apiVersion = BackendReconnectServiceVersion.V2023_05_01_PREVIEW.getVersion();
    private Duration totalTimeout = TOTAL_TIMEOUT;
    private Clock clock = Clock.systemUTC();
    private DoubleSupplier chance = () -> ThreadLocalRandom.current().nextDouble();
    private Supplier<Scheduler> timer = Schedulers::parallel;

    /** Creates a builder with the public cloud and api-version 2023-05-01-preview. */
    public BackendReconnectClientBuilder() {}

    /**
     * Sets the source of tokens. Without a credential, requests carry no token, which only mocks accept.
     *
     * @param credential the credential; called for a token on the first call, and again before the token expires
     * @return this builder
     */
    @Override
    public BackendReconnectClientBuilder credential(@Nullable TokenCredential credential) {
        this.credential = credential;
        return this;
    }

    /**
     * Sets the cloud. The endpoint and token scope follow it; the credential's authority must be set by the caller.
     *
     * @param cloud the cloud, such as {@link AzureEnvironment#AZURE_CHINA}; the public cloud if never set
     * @return this builder
     */
    public BackendReconnectClientBuilder cloud(AzureEnvironment cloud) {
        if (cloud == null || cloud.getResourceManagerEndpoint() == null) {
            throw badArgument("cloud", "must be a cloud with a Resource Manager endpoint", cloud);
        }
        this.cloud = cloud;
        return this;
    }

    /**
     * Sets an endpoint to use instead of the cloud's own, such as a mock. Tokens are still requested with the cloud's
     * scope, {@code https://management.azure.com/.default} in the public one.
     *
     * @param endpoint {@code https://host} or {@code https://host:port}; {@code http} only without a credential. Null
     *     for the cloud's own
     * @return this builder
     */
    @Override
    public BackendReconnectClientBuilder endpoint(@Nullable String endpoint) {
        this.endpoint = endpoint;
        return this;
    }

    /**
     * Sets the api-version to one known to have the operation.
     *
     * @param serviceVersion the version; 2023-05-01-preview if never set
     * @return this builder
     */
    public BackendReconnectClientBuilder serviceVersion(@Nullable BackendReconnectServiceVersion serviceVersion) {
        return apiVersion(serviceVersion == null ? null : serviceVersion.getVersion());
    }

    /**
     * Sets the api-version to any value, such as one newer than this library.
     *
     * @param apiVersion the value of the api-version parameter
     * @return this builder
     */
    public BackendReconnectClientBuilder apiVersion(@Nullable String apiVersion) {
        this.apiVersion = apiVersion;
        return this;
    }

    /**
     * Sets the transport. The caller remains responsible for closing it.
     *
     * @param httpClient the transport; null for the default one, Azure Core's over Reactor Netty: 256 connections
     *     shared across the JVM, idle ones closed after a minute, any number of calls in the queue
     * @return this builder
     */
    @Override
    public BackendReconnectClientBuilder httpClient(@Nullable HttpClient httpClient) {
        this.httpClient = httpClient;
        return this;
    }

    /**
     * Sets the whole pipeline. Its policies then determine retries, tokens, headers, logging and transport, and the
     * corresponding settings here are ignored: credential, HTTP client, retry and log options, added policies,
     * configuration, and all client options except tracing and metrics. These still apply: endpoint, cloud (for the
     * endpoint), api-version, {@link #totalTimeout(Duration)}, the span and the metrics of each call by the client
     * options, and the draining of every response.
     *
     * @param pipeline the pipeline; null for this library's own
     * @return this builder
     */
    @Override
    public BackendReconnectClientBuilder pipeline(@Nullable HttpPipeline pipeline) {
        this.pipeline = pipeline;
        return this;
    }

    /**
     * Adds a policy. Its {@link HttpPipelinePolicy#getPipelinePosition() position} determines whether it runs once per
     * call or once per attempt.
     *
     * @param policy the policy
     * @return this builder
     */
    @Override
    public BackendReconnectClientBuilder addPolicy(HttpPipelinePolicy policy) {
        if (policy == null) {
            throw badArgument("policy", "must be a policy", null);
        }
        policies.add(policy);
        return this;
    }

    /**
     * Sets what is logged about requests and responses, through SLF4J. Headers and query parameters are redacted except
     * those the options allow.
     *
     * @param logOptions the options; null for Azure Core's default: the level in {@code AZURE_HTTP_LOG_DETAIL_LEVEL},
     *     or no logging without it
     * @return this builder
     */
    @Override
    public BackendReconnectClientBuilder httpLogOptions(@Nullable HttpLogOptions logOptions) {
        this.logOptions = logOptions;
        return this;
    }

    /**
     * Sets the application id of the User-Agent, extra headers, tracing and metrics (see
     * {@link MicrometerMetricsOptions}); as {@link HttpClientOptions} also timeouts, proxy and pool. With the latter the
     * client has its own transport for the life of the JVM, so build one and share it. The user and password of an HTTP
     * proxy are sent with each new connection to it, using Basic authentication; Digest is not supported.
     *
     * @param clientOptions the options; null for none. The default transport allows 10 s to connect, 60 s for a
     *     response to begin, and 60 s more for its body to end
     * @return this builder
     */
    @Override
    public BackendReconnectClientBuilder clientOptions(@Nullable ClientOptions clientOptions) {
        this.clientOptions = clientOptions;
        return this;
    }

    /**
     * Sets the configuration store: proxies, telemetry. With one, the client has its own transport for the life of the
     * JVM.
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
     * Sets how many times and after which waits a call is retried. Which failures are retried is fixed: 408, 412, 429,
     * 500, 502, 503, 504, any error with a usable {@code Retry-After}, API Management's own transient codes, connection
     * failures and response timeouts.
     *
     * @param retryOptions fixed or exponential, with 0 retries for none; its condition must not be set, since only
     *     Azure Core can call it. Without retries, a connection that the server dropped while idle also surfaces as an
     *     error. Null for 4 retries after at most 0.8 s, 1.6 s and so on up to 30 s, randomized
     * @return this builder
     */
    @Override
    public BackendReconnectClientBuilder retryOptions(@Nullable RetryOptions retryOptions) {
        this.retryOptions = retryOptions;
        return this;
    }

    /**
     * Sets how long a call may take, including all its attempts, waits, token requests and time in the pool's queue.
     *
     * @param totalTimeout from a millisecond to a day; 3 minutes if never set
     * @return this builder
     */
    public BackendReconnectClientBuilder totalTimeout(Duration totalTimeout) {
        if (totalTimeout == null
                || totalTimeout.compareTo(Duration.ofMillis(1)) < 0
                || totalTimeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw badArgument("totalTimeout", "must be from a millisecond to 1 day", totalTimeout);
        }
        this.totalTimeout = totalTimeout;
        return this;
    }

    /** Sets the clock that HTTP dates are compared with, for tests. */
    BackendReconnectClientBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** Sets the source of random numbers from 0 to 1, for tests. */
    BackendReconnectClientBuilder chance(DoubleSupplier chance) {
        this.chance = chance;
        return this;
    }

    /** Sets the scheduler that waits and measures the total timeout, for tests. */
    BackendReconnectClientBuilder timer(Supplier<Scheduler> timer) {
        this.timer = timer;
        return this;
    }

    /**
     * Checks the settings and builds a client. Nothing is sent and no token is requested.
     *
     * @return a new client
     * @throws IllegalArgumentException if a setting is invalid; the message names it
     * @throws IllegalStateException if the default transport is needed and the class path has a Netty that is too old;
     *     the message says what to set
     */
    public BackendReconnectAsyncClient buildAsyncClient() {
        ReconnectCall call = ReconnectCall.of(
                Endpoint.checked(
                        endpoint != null ? endpoint : cloud.getResourceManagerEndpoint(),
                        credential != null && pipeline == null),
                apiVersion);
        ClientOptions options = clientOptions != null ? clientOptions : new ClientOptions();
        Tracer tracer = ReconnectPipeline.tracer(options);
        ReconnectMeters meters = ReconnectPipeline.meters(options);
        return new BackendReconnectAsyncClient(
                pipeline != null ? pipeline : ownPipeline(options, tracer, meters),
                call,
                new ReconnectSpan(tracer),
                meters,
                totalTimeout,
                clock,
                timer);
    }

    private HttpPipeline ownPipeline(ClientOptions options, Tracer tracer, ReconnectMeters meters) {
        RetrySchedule schedule = retryOptions == null ? RetrySchedule.DEFAULT : RetrySchedule.of(retryOptions);
        return new ReconnectPipeline(
                        httpClient != null ? httpClient : ReconnectTransport.of(options, configuration),
                        new ReconnectPipeline.Access(
                                credential, cloud.getResourceManagerEndpoint().replaceFirst("/$", "") + "/.default"),
                        new ReconnectPipeline.Telemetry(
                                options,
                                logOptions != null ? logOptions : new HttpLogOptions(),
                                configuration != null ? configuration : Configuration.getGlobalConfiguration(),
                                tracer),
                        new ReconnectRetryPolicy(schedule, clock, chance, timer, meters),
                        ReconnectTransport.responseTimeout(options),
                        List.copyOf(policies))
                .build();
    }
}
