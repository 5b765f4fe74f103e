package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackendReconnectContractTest {
    @Test
    void aNegativeDurationIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BackendReconnectContract(Duration.ofSeconds(-1)))
                .withMessage("'after' must not be negative, but was 'PT-1S'");
    }

    @Test
    void zeroAndAbsentAreLegal() {
        assertThat(new BackendReconnectContract(Duration.ZERO).after()).isZero();
        assertThat(new BackendReconnectContract(null).after()).isNull();
    }
}
