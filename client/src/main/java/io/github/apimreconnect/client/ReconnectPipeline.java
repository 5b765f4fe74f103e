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
 * The way of a request through the policies, and of its answer back.
 *
 * @param client the transport
 * @param clientOptions application id and extra headers
 * @param logOptions what is logged
 * @param configuration proxies, log levels and the like
 * @param credential where tokens come from, or null for requests without one
 * @param scope what tokens are asked for
 * @param loop what tries again
 * @param bodyTimeout how long the body of an answer may take
 * @param tracer what spans of attempts are reported to
 * @param added the caller's own policies
 */
record ReconnectPipeline(
        HttpClient client,
        ClientOptions clientOptions,
        HttpLogOptions logOptions,
        Configuration configuration,
        @Nullable TokenCredential credential,
        String scope,
        ReconnectLoop loop,
        Duration bodyTimeout,
        Tracer tracer,
        List<HttpPipelinePolicy> added) {
    private static final Map<String, String> LIBRARY = CoreUtils.getProperties("apim-reconnect-client.properties");

    static Tracer tracer(ClientOptions options) {
        return TracerProvider.getDefaultProvider()
                .createTracer(
                        LIBRARY.get("name"),
                        LIBRARY.get("version"),
                        "Microsoft.ApiManagement",
                        options.getTracingOptions());
    }

    HttpPipeline build() {
        List<HttpPipelinePolicy> policies = new ArrayList<>();
        policies.add(userAgent());
        policies.add(new AddHeadersPolicy(CoreUtils.createHttpHeadersFromClientOptions(clientOptions)));
        policies.add(new AddHeadersFromContextPolicy());
        policies.add(new RequestIdPolicy());
        policies.addAll(addedAt(HttpPipelinePosition.PER_CALL));
        HttpPolicyProviders.addBeforeRetryPolicies(policies);
        policies.add(loop);
        // Below here, once an attempt.
        policies.add(new AddDatePolicy());
        if (credential != null) {
            policies.add(new TokenPolicy(credential, scope, Clock.systemUTC(), Schedulers::parallel));
        }
        policies.addAll(addedAt(HttpPipelinePosition.PER_RETRY));
        HttpPolicyProviders.addAfterRetryPolicies(policies);
        policies.add(new HttpLoggingPolicy(logOptions));
        // Last: what is above it sees only drained answers, whoever discards them.
        policies.add(new ReconnectWire(bodyTimeout));
        return new HttpPipelineBuilder()
                .policies(policies.toArray(new HttpPipelinePolicy[0]))
                .httpClient(client)
                .clientOptions(clientOptions)
                .tracer(tracer)
                .build();
    }

    private HttpPipelinePolicy userAgent() {
        return new UserAgentPolicy(
                CoreUtils.getApplicationId(clientOptions, logOptions),
                LIBRARY.get("name"),
                LIBRARY.get("version"),
                configuration);
    }

    private List<HttpPipelinePolicy> addedAt(HttpPipelinePosition position) {
        return added.stream()
                .filter(policy -> policy.getPipelinePosition() == position)
                .toList();
    }
}
