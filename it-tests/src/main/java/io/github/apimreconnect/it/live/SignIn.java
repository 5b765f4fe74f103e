package io.github.apimreconnect.it.live;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.util.Configuration;
import com.azure.identity.CredentialUnavailableException;
import com.azure.identity.DefaultAzureCredentialBuilder;
import java.time.Duration;
import java.util.Optional;
import reactor.netty.http.client.HttpClient;

/** Gets the operator's tokens with {@code DefaultAzureCredential}. */
final class SignIn {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final LiveSettings settings;
    private final Cloud cloud;
    private final Mask mask;
    private final Configuration variables = new SetVariables();

    SignIn(LiveSettings settings, Cloud cloud, Mask mask) {
        this.settings = settings;
        this.cloud = cloud;
        this.mask = mask;
    }

    SideTokens tokens() throws SignInException {
        TokenCredential credential = credential();
        String valid = token(credential, cloud.scope());
        try {
            return new SideTokens(valid, Optional.of(token(credential, cloud.otherAudience() + "/.default")));
        } catch (SignInException noVault) {
            return new SideTokens(valid, Optional.empty());
        }
    }

    private TokenCredential credential() {
        HttpClient http = settings.trust()
                .netty()
                .map(trust -> HttpClient.create().secure(tls -> tls.sslContext(trust)))
                .orElse(HttpClient.create());
        // AZURE_HTTP_LOG_DETAIL_LEVEL=body_and_headers would log secrets and tokens, which are the bodies here.
        DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder()
                .httpClient(new NettyAsyncHttpClientBuilder(http).build())
                .configuration(variables)
                .httpLogOptions(new HttpLogOptions().setLogLevel(HttpLogDetailLevel.BASIC));
        String authority = settings.authority().or(this::fromEnvironment).orElse(cloud.authority());
        builder.authorityHost(authority);
        return Cloud.isAuthority(authority)
                ? builder.build()
                : builder.disableInstanceDiscovery().build();
    }

    private Optional<String> fromEnvironment() {
        String name = Configuration.PROPERTY_AZURE_AUTHORITY_HOST;
        return Optional.ofNullable(variables.get(name)).map(host -> LiveSettings.origin(name, host.strip()));
    }

    private String token(TokenCredential credential, String scope) throws SignInException {
        try {
            return credential
                    .getToken(new TokenRequestContext().addScopes(scope))
                    .blockOptional(LIMIT)
                    .orElseThrow()
                    .getToken();
        } catch (CredentialUnavailableException e) {
            throw new SignInException("no credential: sign in (az login), or set AZURE_TENANT_ID, AZURE_CLIENT_ID and"
                    + " AZURE_CLIENT_SECRET");
        } catch (RuntimeException e) {
            throw new SignInException("no token: " + mask.line(innermost(e)));
        }
    }

    /** Azure Identity and MSAL wrap what the layer below throws; its message is the specific one. */
    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < 20 && cause.getCause() != null; depth++) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
