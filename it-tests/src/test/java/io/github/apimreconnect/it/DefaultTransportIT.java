package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.identity.ClientSecretCredentialBuilder;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.client.BackendReconnectClientBuilder;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The library's own transport over TLS, in a process whose JVM trusts the mock and which sets nothing else. */
final class DefaultTransportIT {
    @RegisterExtension
    private final MockArmExtension extension =
            MockArmExtension.of(() -> MockArm.builder().auth(Auth.ISSUED));

    @TempDir
    private Path folder;

    @Test
    void theDefaultTransportReconnectsOverTlsWithTheTrustStoreOfTheJvm(MockArm mock) throws Exception {
        mock.writeTrustMaterial(folder);
        List<String> trusting = List.of(
                "-Djavax.net.ssl.trustStore=" + folder.resolve("truststore.p12"),
                "-Djavax.net.ssl.trustStorePassword=changeit");
        Jar.Result result = Jar.run(
                Jdk.current().program(trusting, Caller.class, mock.endpoint().toString()), folder, Map.of());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("reconnected");
        assertThat(mock.journal().entries()).extracting(JournalEntry::status).containsExactly(200, 202);
    }

    /** An application that uses the library's defaults. */
    static final class Caller {
        private Caller() {}

        public static void main(String[] args) {
            BackendReconnectAsyncClient client = new BackendReconnectClientBuilder()
                    .endpoint(args[0])
                    .credential(new ClientSecretCredentialBuilder()
                            .authorityHost(args[0])
                            .disableInstanceDiscovery()
                            .tenantId("any-tenant")
                            .clientId("any-client")
                            .clientSecret("any-secret")
                            .build())
                    .buildAsyncClient();
            client.reconnect(ClientAndMock.SAMPLE).block(Duration.ofSeconds(50));
            System.out.println("reconnected");
        }
    }
}
