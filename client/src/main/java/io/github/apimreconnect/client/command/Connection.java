package io.github.apimreconnect.client.command;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.util.Configuration;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.client.BackendReconnectClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The addresses of Azure Resource Manager and its authority, and how to reach them. */
final class Connection {
    static final int MOST_RETRIES = 4;
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9.-]*");
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);

    /** The clouds, as named on the command line. */
    enum Cloud {
        PUBLIC(AzureEnvironment.AZURE),
        CHINA(AzureEnvironment.AZURE_CHINA),
        USGOV(AzureEnvironment.AZURE_US_GOVERNMENT);

        @SuppressWarnings("ImmutableEnumChecker") // Azure's class has no setters
        private final AzureEnvironment environment;

        Cloud(AzureEnvironment environment) {
            this.environment = environment;
        }
    }

    @Option(
            names = "--cloud",
            paramLabel = "public|china|usgov",
            description = "Sets the endpoint, token scope and authority. Default: public")
    private @Nullable Cloud cloud;

    @Option(names = "--endpoint", paramLabel = "URL", description = "Azure Resource Manager, or a mock.")
    private @Nullable String endpoint;

    @Option(names = "--authority", paramLabel = "URL", description = "Where to get tokens, for example the same mock.")
    private @Nullable String authority;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Certificate authority (PEM) to trust instead of the JDK's.")
    private @Nullable Path ca;

    @Option(names = "--api-version", paramLabel = "V", description = "Default: 2023-05-01-preview")
    private @Nullable String apiVersion;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "Limit for the whole call, including retries. Default: 3m")
    private Duration timeout = Duration.ofMinutes(3);

    Duration timeout() {
        return timeout;
    }

    /**
     * Builds the client. Blocks while it resolves the name of a proxy.
     *
     * @param environment the process's environment variables
     * @param calls observes the attempts of a single reconnect, or null
     * @param tokens observes token requests
     * @param inFlight the maximum number of requests in flight
     * @throws BadArguments if an option or a variable is invalid
     */
    BackendReconnectAsyncClient client(
            Map<String, String> environment, @Nullable RetryLines calls, RetryLines tokens, int inFlight) {
        if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new BadArguments("--timeout must be from 1ms to 1 day");
        }
        if (apiVersion != null && apiVersion.isBlank()) {
            throw new BadArguments("--api-version must be a version such as 2023-05-01-preview");
        }
        BackendReconnectClientBuilder builder = new BackendReconnectClientBuilder()
                .cloud(azure())
                .endpoint(endpoint == null ? null : Origin.checked("--endpoint", endpoint))
                .retryOptions(new RetryOptions(new ExponentialBackoffOptions().setMaxRetries(MOST_RETRIES)))
                .totalTimeout(timeout);
        if (calls != null) {
            builder.addPolicy(calls);
        }
        if (apiVersion != null) {
            builder.apiVersion(apiVersion);
        }
        HttpClient transport = new CommandTransport(
                ca == null ? null : Trust.in(ca),
                Proxy.of(environment, Configuration.getGlobalConfiguration()),
                inFlight);
        return builder.httpClient(transport)
                .credential(credential(environment, transport, tokens))
                .buildAsyncClient();
    }

    private AzureEnvironment azure() {
        return (cloud == null ? Cloud.PUBLIC : cloud).environment;
    }

    private TokenCredential credential(Map<String, String> environment, HttpClient transport, RetryLines tokens) {
        String host = variable(environment, Configuration.PROPERTY_AZURE_AUTHORITY_HOST);
        String known = host.isEmpty() ? "" : Origin.checked("AZURE_AUTHORITY_HOST in the environment", host);
        if (!TENANT.matcher(variable(environment, Configuration.PROPERTY_AZURE_TENANT_ID))
                .matches()) {
            throw new BadArguments("AZURE_TENANT_ID in the environment must be a UUID or a domain name");
        }
        // AZURE_HTTP_LOG_DETAIL_LEVEL=body_and_headers would log secrets and tokens, which are the bodies here.
        HttpLogOptions quiet = new HttpLogOptions().setLogLevel(HttpLogDetailLevel.BASIC);
        // No retry options: a managed identity's credential sets its own retry policy and rejects having both.
        DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder()
                .httpClient(transport)
                .configuration(new SetVariables())
                .httpLogOptions(quiet)
                .addPolicy(tokens);
        if (authority != null) {
            builder.authorityHost(Origin.checked("--authority", authority)).disableInstanceDiscovery();
        } else if (cloud == null && !known.isEmpty()) {
            builder.authorityHost(known).disableInstanceDiscovery();
        } else {
            builder.authorityHost(azure().getActiveDirectoryEndpoint());
        }
        return builder.build();
    }

    private static String variable(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").strip();
    }
}
