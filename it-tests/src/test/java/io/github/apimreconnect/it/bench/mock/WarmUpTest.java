package io.github.apimreconnect.it.bench.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WarmUpTest {
    @Test
    void aServerIsWarmOnceThreeWindowsLieWithinThreePercent() {
        assertThat(WarmUp.isLevel(List.of(40.0, 20.0, 14.4, 14.1, 14.0))).isTrue();
    }

    @Test
    void oneStillFallingIsNot() {
        assertThat(WarmUp.isLevel(List.of(40.0, 20.0, 14.6, 14.3, 14.0))).isFalse();
    }

    @Test
    void onlyTheLastThreeWindowsCount() {
        assertThat(WarmUp.isLevel(List.of(14.0, 14.0, 14.0, 10.0))).isFalse();
    }

    @Test
    void twoEqualWindowsAreTooFew() {
        assertThat(WarmUp.isLevel(List.of(14.0, 14.0))).isFalse();
    }
}
