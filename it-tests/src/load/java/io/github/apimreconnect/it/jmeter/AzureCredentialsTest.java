package io.github.apimreconnect.it.jmeter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AzureCredentialsTest {

    @Test
    void eachVariableIsReadAndTheSecretIsNotPrinted() {
        AzureCredentials credentials = AzureCredentials.read(
                Map.of("AZURE_TENANT_ID", "tenant", "AZURE_CLIENT_ID", "client", "AZURE_CLIENT_SECRET", "secret"));

        assertThat(credentials).isEqualTo(new AzureCredentials("tenant", "client", "secret"));
        assertThat(credentials.toString()).doesNotContain("secret");
    }
}
