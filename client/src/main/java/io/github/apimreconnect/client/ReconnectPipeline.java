package io.github.apimreconnect.client;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.policy.AddDatePolicy;
import com.azure.core.http.policy.AddHeadersFromContextPolicy;
import com.azure.core.http.policy.AddHeadersPolicy;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.http.policy.HttpLoggingPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.HttpPolicyProviders;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.util.ClientOptions;
import com.azure.core.util.Configuration;
import com.azure.core.util.CoreUtils;
import com.azure.core.util.tracing.Tracer;
import com.azure.core.util.tracing.TracerProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/**
 * The path of a request through the policies, and of its response back.
 *
 * @param client the transport
 * @param access how requests are authorized
 * @param telemetry what is reported about requests
 * @param retries the retry policy
 * @param bodyTimeout how long the body of a response may take
 * @param added the caller's own policies
 */
record ReconnectPipeline(
        HttpClient client,
        Access access,
        Telemetry telemetry,
        ReconnectRetryPolicy retries,
        Duration bodyTimeout,
        List<HttpPipelinePolicy> added) {
    /**
     * Authorization of requests.
     *
     * @param credential the source of tokens, or null to send requests without one
     * @param scope the scope of the tokens
     */
    record Access(@Nullable TokenCredential credential, String scope) {}

    /**
     * Settings for what is reported about a request to the service, the log and the tracer.
     *
     * @param clientOptions application id and extra headers
     * @param logOptions what is logged
     * @param configuration log levels and telemetry switches
     * @param tracer where spans of attempts are reported
     */
    record Telemetry(
            ClientOptions clientOptions, HttpLogOptions logOptions, Configuration configuration, Tracer tracer) {}

    private static final Map<String, String> LIBRARY = CoreUtils.getProperties("apim-reconnect-client.properties");

    static Tracer tracer(ClientOptions options) {
        return TracerProvider.getDefaultProvider()
                .createTracer(
                        LIBRARY.get("name"),
                        LIBRARY.get("version"),
                        "Microsoft.ApiManagement",
                        options.getTracingOptions());
    }

    static ReconnectMeters meters(ClientOptions options) {
        return ReconnectMeters.of(options, LIBRARY.get("name"), LIBRARY.get("version"));
    }

    HttpPipeline build() {
        List<HttpPipelinePolicy> policies = new ArrayList<>();
        policies.add(userAgent());
        policies.add(new AddHeadersPolicy(CoreUtils.createHttpHeadersFromClientOptions(telemetry.clientOptions())));
        policies.add(new AddHeadersFromContextPolicy());
        policies.add(new RequestIdPolicy());
        policies.addAll(addedAt(HttpPipelinePosition.PER_CALL));
        HttpPolicyProviders.addBeforeRetryPolicies(policies);
        policies.add(retries);
        // The policies from here on run once per attempt.
        policies.add(new AddDatePolicy());
        if (access.credential() != null) {
            policies.add(new TokenPolicy(access.credential(), access.scope(), Clock.systemUTC(), Schedulers::parallel));
        }
        policies.addAll(addedAt(HttpPipelinePosition.PER_RETRY));
        HttpPolicyProviders.addAfterRetryPolicies(policies);
        policies.add(new HttpLoggingPolicy(telemetry.logOptions()));
        // Last, so the policies above it see only drained responses and can safely discard them.
        policies.add(new ReconnectDrainPolicy(bodyTimeout));
        return new HttpPipelineBuilder()
                .policies(policies.toArray(new HttpPipelinePolicy[0]))
                .httpClient(client)
                .clientOptions(telemetry.clientOptions())
                .tracer(telemetry.tracer())
                .build();
    }

    private HttpPipelinePolicy userAgent() {
        return new UserAgentPolicy(
                CoreUtils.getApplicationId(telemetry.clientOptions(), telemetry.logOptions()),
                LIBRARY.get("name"),
                LIBRARY.get("version"),
                telemetry.configuration());
    }

    private List<HttpPipelinePolicy> addedAt(HttpPipelinePosition position) {
        return added.stream()
                .filter(policy -> policy.getPipelinePosition() == position)
                .toList();
    }
}
