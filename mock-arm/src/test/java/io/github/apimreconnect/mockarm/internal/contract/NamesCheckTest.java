package io.github.apimreconnect.mockarm.internal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.internal.arm.ArmPath;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException;
import org.junit.jupiter.api.Test;

/** Remembering names must not change the result of the check. */
final class NamesCheckTest {
    private final NamesCheck check = new NamesCheck(Contract.shipped().rules().names());

    @Test
    void aNameThatIsRefusedIsRefusedAgain() {
        allowed("svc");
        refused("1svc");
        refused("1svc");
        allowed("svc");
        refused("1svc");
    }

    @Test
    void aNameThatOneRuleAllowsIsStillRefusedByAnother() {
        assertThatCode(() -> check.check(path("1svc", "svc", "1svc"))).doesNotThrowAnyException();
        refused("1svc");
    }

    private void allowed(String service) {
        assertThatCode(() -> check.check(path("rg", service, "b1"))).doesNotThrowAnyException();
    }

    private void refused(String service) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> check.check(path("rg", service, "b1")))
                .satisfies(e -> assertThat(e.reason()).startsWith("serviceName: '" + service + "' must have"));
    }

    private static ArmPath path(String group, String service, String backend) {
        return ArmPath.of(Caller.path(Caller.SUBSCRIPTION, group, service, backend));
    }
}
