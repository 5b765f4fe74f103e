package io.github.apimreconnect.client.command;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.management.AzureEnvironment;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.client.BackendReconnectClientBuilder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where Azure Resource Manager and its authority are, and how they are reached. */
final class Connection {
    /** The clouds, as they are named on the command line. */
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
            description = "Moves endpoint, token scope and authority. Default: public")
    private Cloud cloud = Cloud.PUBLIC;

    @Option(names = "--endpoint", paramLabel = "URL", description = "Azure Resource Manager, a mock for example.")
    private @Nullable String endpoint;

    @Option(names = "--authority", paramLabel = "URL", description = "Where tokens come from, such as the same mock.")
    private @Nullable String authority;

    @Option(names = "--ca", paramLabel = "FILE", description = "Certificate authority to trust instead of the JDK's.")
    private @Nullable Path ca;

    @Option(names = "--api-version", paramLabel = "V", description = "Default: 2023-05-01-preview")
    private @Nullable String apiVersion;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = ReconnectMain.IsoDuration.class,
            description = "All in all, with retries, as PT3M. Default: PT3M")
    private Duration timeout = Duration.ofMinutes(3);

    BackendReconnectAsyncClient client() {
        BackendReconnectClientBuilder builder = new BackendReconnectClientBuilder()
                .cloud(cloud.environment)
                .endpoint(endpoint)
                .totalTimeout(timeout);
        if (apiVersion != null) {
            builder.apiVersion(apiVersion);
        }
        HttpClient trusting = ca == null ? null : trusting(ca);
        return builder.httpClient(trusting).credential(credential(trusting)).buildAsyncClient();
    }

    private TokenCredential credential(@Nullable HttpClient trusting) {
        // AZURE_HTTP_LOG_DETAIL_LEVEL=body_and_headers would log secrets and tokens: they are the bodies of its
        // exchanges.
        HttpLogOptions quiet = new HttpLogOptions().setLogLevel(HttpLogDetailLevel.BASIC);
        DefaultAzureCredentialBuilder builder =
                new DefaultAzureCredentialBuilder().httpClient(trusting).httpLogOptions(quiet);
        if (authority == null) {
            return builder.authorityHost(cloud.environment.getActiveDirectoryEndpoint())
                    .build();
        }
        // Azure Identity asks Microsoft about authorities it does not know.
        return builder.authorityHost(authority).disableInstanceDiscovery().build();
    }

    private static HttpClient trusting(Path ca) {
        if (!Files.isReadable(ca)) {
            throw new IllegalArgumentException("'--ca' must be a file that can be read, but was '" + ca + "'");
        }
        try {
            SslContext trust =
                    SslContextBuilder.forClient().trustManager(ca.toFile()).build();
            return new NettyAsyncHttpClientBuilder(
                            reactor.netty.http.client.HttpClient.create().secure(tls -> tls.sslContext(trust)))
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException("'--ca' must hold certificates in PEM, unlike '" + ca + "'", e);
        }
    }
}
