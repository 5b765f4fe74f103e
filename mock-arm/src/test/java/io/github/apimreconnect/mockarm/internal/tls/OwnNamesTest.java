package io.github.apimreconnect.mockarm.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnNamesTest {
    private final OwnNames names =
            OwnNames.of("10.0.0.7", List.of("Mock_Arm", "arm.Test", "2001:DB8:0::5", "[fd00::1]", "bücher.test"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "127.0.0.1",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "10.0.0.7",
                "mock_arm",
                "MOCK_ARM",
                "arm.test",
                "[2001:db8::5]",
                "[2001:DB8:0:0:0:0:0:5]",
                "[fd00::1]",
                "xn--bcher-kva.test"
            })
    void ownNamesAreKnownInAnyForm(String name) {
        assertThat(names.has(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "mock_arm.evil.example",
                "xmock_arm",
                "arm.test.",
                "10.0.0.8",
                "[::2]",
                "[localhost]",
                "[",
                "[]",
                "::1%lo",
                "localhost@evil.example",
                "mock_arm/",
                "a..b"
            })
    void anyOtherNameIsNot(String name) {
        assertThat(names.has(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "null, true, https://mock_arm:8443",
                "mock_arm:32768, true, https://mock_arm:32768",
                "mock_arm:32768, false, https://mock_arm:32768",
                "MOCK_ARM:1, true, https://MOCK_ARM:1",
                "localhost:32768, true, https://localhost:32768",
                "[::1]:32768, true, https://[::1]:32768",
                "arm.test, true, https://arm.test",
                "arm.test, false, https://arm.test:80",
                "evil.example:32768, true, https://mock_arm:8443",
                "mock_arm:, true, https://mock_arm:8443",
                "mock_arm:0, true, https://mock_arm:8443",
                "mock_arm:00, true, https://mock_arm:8443",
                "mock_arm:65536, true, https://mock_arm:8443",
                "mock_arm:999999999999, true, https://mock_arm:8443",
                "mock_arm:8443@evil.example, true, https://mock_arm:8443",
                "'', true, https://mock_arm:8443"
            })
    void theOriginIsTheNameAndPortThatTheClientReached(String host, boolean encrypted, String origin) {
        assertThat(names.origin(host, 8443, encrypted)).isEqualTo(origin);
    }

    @Test
    void withoutPublicNamesTheOriginIsTheAddressItBinds() {
        assertThat(OwnNames.LOOPBACK.origin(1)).isEqualTo("https://localhost:1");
        assertThat(OwnNames.of("0.0.0.0", List.of()).origin(1)).isEqualTo("https://localhost:1");
        assertThat(OwnNames.of("fd00::1", List.of()).origin(1)).isEqualTo("https://[fd00::1]:1");
        assertThat(OwnNames.of(null, List.of("fd00::1")).origin(1)).isEqualTo("https://[fd00::1]:1");
    }

    @Test
    void theCertificateIsForAllOfThemButNotForWildcards() {
        assertThat(names.all())
                .containsExactly(
                        "localhost",
                        "127.0.0.1",
                        "::1",
                        "10.0.0.7",
                        "mock_arm",
                        "arm.test",
                        "2001:db8::5",
                        "fd00::1",
                        "xn--bcher-kva.test");
        assertThat(OwnNames.of("::", List.of()).all()).isEqualTo(OwnNames.LOOPBACK.all());
        assertThat(OwnNames.of("fe80::1%eth0", List.of()).all()).contains("fe80::1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.test",
                "a..b",
                "-a",
                "a-",
                "a b",
                "a/b",
                "a:1",
                "[::1]:1",
                "::1%lo",
                "::g",
                "a@b",
                "a\r\nb",
                "https://a",
                "a.",
                "256.1.1.1",
                "1.2.3",
                "1234",
                "arm.7",
                "arm.0x7f"
            })
    void whatIsNeitherNameNorAddressIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OwnNames.of(null, List.of("good", name)))
                .withMessageStartingWith("'publicHost' must be a host name or an address")
                .withMessageEndingWith("'" + name + "'");
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "a".repeat(61));
        assertThat(OwnNames.of(null, List.of(longest)).has(longest)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> OwnNames.of(null, List.of(longest + "a")));
        assertThatIllegalArgumentException().isThrownBy(() -> OwnNames.of(null, List.of(label + "a.test")));
    }
}
