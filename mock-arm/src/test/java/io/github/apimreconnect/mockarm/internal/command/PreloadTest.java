package io.github.apimreconnect.mockarm.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PreloadTest {
    @Test
    void theSharedCertificateIsMadeForAMockWithoutItsOwn() {
        assertThat(Preload.usesSharedAuthority(Map.of("MOCK_ARM_TLS_DIR", " ", "PATH", "/tls"), "--port", "0"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--tls-dir", "--tls-dir=tls", "--tls-cert", "--tls-key"})
    void anOptionForAnotherCertificateSparesIt(String option) {
        assertThat(Preload.usesSharedAuthority(Map.of(), "--port", "0", option, "tls"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MOCK_ARM_TLS_DIR", "MOCK_ARM_TLS_CERT", "MOCK_ARM_TLS_KEY"})
    void aVariableForAnotherCertificateSparesIt(String variable) {
        assertThat(Preload.usesSharedAuthority(Map.of(variable, "tls"))).isFalse();
    }
}
