package io.github.apimreconnect.mockarm.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.apimreconnect.mockarm.Caller;
import org.junit.jupiter.api.Test;

final class ArmPathTest {
    private static final String RECONNECT = Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "b1");

    @Test
    void namesAreFoundByTheirParameters() {
        ArmPath path = ArmPath.of(RECONNECT);
        assertThat(path.isReconnect()).isTrue();
        assertThat(path.subscription()).isEqualTo(Caller.SUBSCRIPTION);
        assertThat(path.name("resourceGroupName")).isEqualTo("rg");
        assertThat(path.name("serviceName")).isEqualTo("svc");
        assertThat(path.name("backendId")).isEqualTo("b1");
    }

    @Test
    void segmentsAreSplitBeforeTheyAreDecoded() {
        ArmPath path = ArmPath.of(Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "a%2Fb+%2e%2e"));
        assertThat(path.isReconnect()).isTrue();
        assertThat(path.name("backendId")).isEqualTo("a/b+..");
    }

    @Test
    void dotSegmentsAndDoubledSlashesAreNotResolved() {
        assertThat(ArmPath.of("/x/.." + RECONNECT).isReconnect()).isFalse();
        assertThat(ArmPath.of("/" + RECONNECT).isReconnect()).isFalse();
        assertThat(ArmPath.of(RECONNECT + "/").isReconnect()).isFalse();
    }

    @Test
    void badEscapesAreNotAPath() {
        assertThatIllegalArgumentException().isThrownBy(() -> ArmPath.of("/a/%zz"));
        assertThatIllegalArgumentException().isThrownBy(() -> ArmPath.of("/a/%2"));
        assertThatIllegalArgumentException().isThrownBy(() -> ArmPath.of("/a/%FF%FE"));
        assertThatIllegalArgumentException().isThrownBy(() -> ArmPath.of("/a/%00"));
        assertThatIllegalArgumentException().isThrownBy(() -> ArmPath.of("/a/%0A"));
    }
}
