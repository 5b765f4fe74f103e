package io.github.apimreconnect.it.spring;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.client.BackendReconnectClientBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One client for the whole application: it is immutable, and there is nothing to close. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconnectSettings.class)
class ReconnectConfiguration {
    @Bean
    @ConditionalOnMissingBean
    TokenCredential credential() {
        return new DefaultAzureCredentialBuilder().build();
    }

    /** Uses the library's own transport unless the application has one, as tests do to trust a mock. */
    @Bean
    BackendReconnectAsyncClient reconnectClient(
            ReconnectSettings settings, TokenCredential credential, ObjectProvider<HttpClient> transport) {
        return new BackendReconnectClientBuilder()
                .endpoint(settings.endpoint())
                .totalTimeout(settings.totalTimeout())
                .credential(credential)
                .httpClient(transport.getIfAvailable())
                .buildAsyncClient();
    }
}
