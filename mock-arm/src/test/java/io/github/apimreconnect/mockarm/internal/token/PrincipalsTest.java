package io.github.apimreconnect.mockarm.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PrincipalsTest {
    private final Principals principals = new Principals();

    @Test
    void anIssuedTokenIsKnownInAHeaderToo() {
        principals.add("x".repeat(100), "client");
        assertThat(principals.of("Bearer " + "x".repeat(100), 7)).isEqualTo("client");
    }

    @Test
    void otherTokensAreEachOneOfTheirOwn() {
        assertThat(principals.of("Bearer any", 7))
                .isEqualTo(principals.of("Basic any", 6))
                .isNotEqualTo(principals.of("Bearer another", 7));
    }

    @Test
    void onlyTheNewestAreKnown() {
        for (int i = 0; i <= Principals.MOST; i++) {
            principals.add("token " + i, "client");
        }
        assertThat(principals.of("token 0", 0)).isNotEqualTo("client");
        assertThat(principals.of("token 1", 0)).isEqualTo("client");
    }
}
