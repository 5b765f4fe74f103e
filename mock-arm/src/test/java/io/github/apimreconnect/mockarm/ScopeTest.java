package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScopeTest {
    @ParameterizedTest
    @CsvSource({
        "*, anything, true",
        "*, '', true",
        "'', '', true",
        "'', x, false",
        "proxy*, PROXY-1, true",
        "proxy*, proxy, true",
        "proxy, proxy-1, false",
        "*-1, proxy-1, true",
        "*-1, proxy-12, false",
        "p*y*1, proxy-1, true",
        "p*y*1, proxy-2, false",
        "p?oxy, proxy, true",
        "p?oxy, poxy, false",
        "?, '', false",
        "a.c, abc, false",
        "[a], a, false",
        "**a**, bab, true",
        "\u00c4*, \u00e4x, true",
    })
    void aGlobMatchesWithoutRegardToCase(String glob, String name, boolean matches) {
        assertThat(Scope.matches(glob, name)).isEqualTo(matches);
    }

    @Test
    void aGlobOfManyStarsIsNoWorkForALongName() {
        assertThat(Scope.matches("*a".repeat(40) + "b", "a".repeat(10_000))).isFalse();
    }

    @Test
    void aScopeCoversASubscriptionAndItsBackends() {
        ArmPath path = ArmPath.of(Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "proxy-1"));
        assertThat(Scope.ANY.covers(path)).isTrue();
        assertThat(Scope.backend("proxy*").covers(path)).isTrue();
        assertThat(Scope.backend("proxy*")
                        .inSubscription(Caller.SUBSCRIPTION.toUpperCase(Locale.ROOT))
                        .covers(path))
                .isTrue();
        assertThat(Scope.backend("proxy*").inSubscription("another").covers(path))
                .isFalse();
        assertThat(Scope.backend("other").covers(path)).isFalse();
    }
}
