package io.github.apimreconnect.mockarm.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Masking, compared with a one-line pattern per rule; on long input those patterns take seconds. */
final class MaskingTest {
    private static final String NAMES = "auth|cookie|token|secret|password|signature|assertion|key|identity-header";
    private static final Pattern NAME = Pattern.compile(NAMES, Pattern.CASE_INSENSITIVE);
    private static final Pattern PARAMETER = Pattern.compile(
            "([?&][^=&]*(?:" + NAMES + "|(?<=[?&])(?:sig|code)(?==))[^=&]*=)[^&]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern USER_INFO = Pattern.compile("^((?:[A-Za-z][A-Za-z0-9+.-]*:)?//)?[^/?#]*@");

    private static final List<String> PARTS = List.of(
            "?",
            "?api-version=",
            "&",
            "=",
            "/",
            "//",
            "@",
            ":",
            "#",
            "a",
            "1",
            "+",
            "key",
            "KEY",
            "sig",
            "Sig",
            "code",
            "token",
            "toke",
            "http://",
            "http:",
            "x",
            "identity-header",
            "ssig",
            "sigs",
            "%",
            "key?",
            "auth=",
            "***");

    @Test
    void aTargetIsMaskedAsThePatternsSay() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder target = new StringBuilder();
            for (int parts = random.nextInt(12); parts >= 0; parts--) {
                target.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            assertThat(Masking.maskTarget(target.toString())).as("%s", target).isEqualTo(masked(target.toString()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, true",
        "x-functions-KEY, true",
        "Set-Cookie2, true",
        "X-IDENTITY-HEADER, true",
        "x-ms-client-request-id, false",
        "toke, false",
        "code, false",
        "'', false",
    })
    void aHeaderIsMaskedByItsName(String name, boolean secret) {
        assertThat(Masking.maskHeader(name, "value")).isEqualTo(secret ? "***" : "value");
        assertThat(NAME.matcher(name).find()).isEqualTo(secret);
    }

    private static String masked(String target) {
        String masked =
                target.indexOf('?') < 0 ? target : PARAMETER.matcher(target).replaceAll("$1***");
        return masked.startsWith("/") && !masked.startsWith("//")
                ? masked
                : USER_INFO.matcher(masked).replaceFirst("$1***@");
    }
}
