package io.github.apimreconnect.client.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.Configuration;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyTest {
    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY, http://127.0.0.1:3128, 3128",
        "https_proxy, http://127.0.0.1:3128/, 3128",
        "HTTP_PROXY, http://127.0.0.1, 80",
        "http_proxy, 127.0.0.1:3128, 3128"
    })
    void anyOfTheVariablesNamesTheProxy(String variable, String value, int port) {
        Proxy proxy = of(Map.of(variable, value));
        assertThat(proxy.options().getAddress().getHostString()).isEqualTo("127.0.0.1");
        assertThat(proxy.options().getAddress().getPort()).isEqualTo(port);
    }

    @Test
    void lowerCaseComesFirstThenHttpsAndEmptyOnesAreNotSet() {
        Map<String, String> all = Map.of(
                "https_proxy",
                "",
                "HTTPS_PROXY",
                "127.0.0.1:2",
                "http_proxy",
                "127.0.0.1:3",
                "HTTP_PROXY",
                "127.0.0.1:4");
        assertThat(of(all).options().getAddress().getPort()).isEqualTo(2);
        assertThat(Proxy.of(Map.of("HTTPS_PROXY", " "), Configuration.NONE)).isEmpty();
    }

    @Test
    void credentialsAreDecodedAndNeverShown() {
        Proxy proxy = of(Map.of("HTTPS_PROXY", "http://us%20er:p%40s+s@127.0.0.1:3128"));
        assertThat(proxy.options().getUsername()).isEqualTo("us er");
        assertThat(proxy.options().getPassword()).isEqualTo("p@s+s");
        assertThat(proxy.toString()).doesNotContain("us er", "p@s+s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:s3cret@host:1",
                "socks5://me:s3cret@host:1",
                "http://me:s3cret@[host:1",
                "http://",
                "http://me:s3%zzcret@host:1",
                "me:s3cret@host:99999",
                "http://ho st"
            })
    void anythingElseIsRefusedByTheNameOfTheVariableAlone(String value) {
        assertThatThrownBy(() -> of(Map.of("HTTPS_PROXY", value)))
                .isInstanceOf(BadArguments.class)
                .hasMessageStartingWith("HTTPS_PROXY in the environment must name a proxy")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void plainHttpAndExceptionsAreReachedDirectly() throws MalformedURLException {
        Proxy proxy = of(Map.of("HTTPS_PROXY", "127.0.0.1:3128", "NO_PROXY", "localhost,.contoso.com"));
        assertThat(proxy.carries(url("https://management.azure.com/x"))).isTrue();
        assertThat(proxy.carries(url("https://localhost:8443/x"))).isFalse();
        assertThat(proxy.carries(url("https://login.contoso.com/x"))).isFalse();
        assertThat(proxy.carries(url("http://169.254.169.254/metadata/identity")))
                .isFalse();
    }

    private static URL url(String text) throws MalformedURLException {
        return URI.create(text).toURL();
    }

    private static Proxy of(Map<String, String> environment) {
        return Proxy.of(environment, Configuration.NONE).orElseThrow();
    }
}
