package io.github.apimreconnect.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NoProxyTest {
    @ParameterizedTest
    @CsvSource({
        "localhost, localhost",
        "LOCALHOST, localhost",
        "contoso.com, contoso.com",
        "contoso.com, login.contoso.com",
        ".contoso.com, login.contoso.com",
        "*.contoso.com, login.contoso.com",
        "'a, b  contoso.com', login.contoso.com",
        "*, anything.at.all",
        "contoso.com:443, contoso.com",
        "contoso.com, contoso.com.",
        "127.0.0.1, 127.0.0.1",
        "::1, [::1]",
        "[::1]:443, [::1]"
    })
    void theseAreReachedDirectly(String variable, String host) {
        assertThat(NoProxy.parse(variable).covers(host, 443)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, localhost.example",
        "contoso.com, notcontoso.com",
        "contoso.com, contoso.com.example",
        "contoso.com:8443, contoso.com",
        "contoso.com:, contoso.com",
        "login.contoso.com, contoso.com",
        "c*so.com, contoso.com",
        "., contoso.com",
        "'  , ', contoso.com",
        "::1, [::2]"
    })
    void theseAreNot(String variable, String host) {
        assertThat(NoProxy.parse(variable).covers(host, 443)).isFalse();
    }

    @Test
    void anEmptyVariableCoversNothing() {
        assertThat(NoProxy.parse("").entries()).isEmpty();
    }
}
