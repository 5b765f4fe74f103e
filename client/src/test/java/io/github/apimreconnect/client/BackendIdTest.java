package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

final class BackendIdTest {
    private static final String SUBSCRIPTION = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private static final String ARM_ID = "/subscriptions/" + SUBSCRIPTION
            + "/resourceGroups/rg/providers/Microsoft.ApiManagement/service/svc/backends/b1";
    private static final BackendId ID = BackendId.of(SUBSCRIPTION, "rg", "svc", "b1");

    @Test
    void toStringIsTheArmId() {
        assertThat(ID).hasToString(ARM_ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "%s/reconnect",
                "%s/",
                "  %s\n",
                "%s/reconnect  ",
                "%s?api-version=x \n",
                "https://management.azure.com%s",
                "https://management.azure.com%s/reconnect?api-version=2023-05-01-preview",
                "https://management.chinacloudapi.cn:443%s?api-version=2024-05-01",
                "http://localhost:8443%s/reconnect",
                "https://portal.azure.com/#@contoso.onmicrosoft.com/resource%s",
                "https://portal.azure.com/#@contoso.onmicrosoft.com/resource%s/overview",
                "https://portal.azure.com/#resource%s/",
                "https://portal.azure.cn/?feature.x=1#@72f988bf-86f1-41af-91ab-2d7cd011db47/resource%s?a=b \n",
                "HTTPS://PORTAL.AZURE.US#@T/RESOURCE%s"
            })
    void parseReadsWhatPeoplePaste(String pasted) {
        assertThat(BackendId.parse(String.format(pasted, ARM_ID))).isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https:/%s",
                "https://%s",
                "https://host\\%s",
                "https://host/x%s",
                "x%s",
                "%sx/y",
                "%s/reconnectx",
                "%s/reconnect//",
                "%s//",
                "%s/overview",
                "%s#x",
                "%s\nx",
                "%s?a\nx",
                "https://portal.azure.com/x#@t/resource%s",
                "https://portal.azure.com/#@t/x/resource%s",
                "https://portal.azure.com/#x%s",
                "https://portal.azure.com/#@t/resource%s/a/b",
                "#@t/resource%s"
            })
    void parseRefusesWhatOnlyHoldsAnId(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> BackendId.parse(String.format(text, ARM_ID)));
    }

    @Test
    void parseReadsKeywordsInAnyCaseAndWithoutTheFirstSlash() {
        assertThat(BackendId.parse(ARM_ID.substring(1).toUpperCase(Locale.ROOT)))
                .isEqualTo(ID);
        assertThat(BackendId.parse(ARM_ID.replace("resourceGroups", "resourcegroups")))
                .isEqualTo(ID);
    }

    @Test
    void parseDecodesPercentEncodingAndKeepsPlusSigns() {
        assertThat(BackendId.parse(ARM_ID.replace("b1", "caf%C3%A9%20+1")).backend())
                .isEqualTo("caf\u00e9 +1");
    }

    @ParameterizedTest
    @CsvSource({
        "b%2F..%2Fx, backend",
        "b%3Fx, backend",
        "%2E%2E, backend",
        "b%00, backend",
        "b%, backend",
        "b%C3, backend",
        "b%\uff14\uff11, backend"
    })
    void parseRefusesWhatPercentEncodingHides(String name, String field) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackendId.parse(ARM_ID.replace("b1", name)))
                .withMessageContaining("'" + field + "'");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "b1",
                "/subscriptions/x",
                "//evil.example/subscriptions/0f8fad5b-d9cb-469f-a165-70867728950e",
                "ftp://management.azure.com/subscriptions/x/resourceGroups/rg",
                "https://portal.azure.com/#@contoso.onmicrosoft.com/resource/subscriptions/x/resourceGroups/rg/providers"
                        + "/Microsoft.ApiManagement/service/svc/apim-backends",
                "https://portal.azure.com/#@contoso.onmicrosoft.com",
                "https://portal.azure.com/#@contoso.onmicrosoft.com/resource",
                "https://"
            })
    void parseRefusesOtherShapesAndShowsTheRightOne(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackendId.parse(text))
                .withMessageStartingWith("'id' must")
                .withMessageContaining(text == null ? "null" : text.substring(0, Math.min(text.length(), 10)));
    }

    @Test
    void parseShowsNeitherPasswordsNorSignaturesInItsErrors() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackendId.parse("https://me:hunter2@host/x?sig=s3cr3t"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2", "s3cr3t"));
    }

    @ParameterizedTest
    @CsvSource({
        "subscription, not-a-uuid, rg, svc, b1",
        "subscription, 0f8fad5bd9cb469fa16570867728950e, rg, svc, b1",
        "subscription, '', rg, svc, b1",
        "subscription, , rg, svc, b1",
        "resourceGroup, 0f8fad5b-d9cb-469f-a165-70867728950e, , svc, b1",
        "resourceGroup, 0f8fad5b-d9cb-469f-a165-70867728950e, a/b, svc, b1",
        "resourceGroup, 0f8fad5b-d9cb-469f-a165-70867728950e, .., svc, b1",
        "resourceGroup, 0f8fad5b-d9cb-469f-a165-70867728950e, ' ', svc, b1",
        "backend, 0f8fad5b-d9cb-469f-a165-70867728950e, rg, svc, '  '",
        "service, 0f8fad5b-d9cb-469f-a165-70867728950e, rg, , b1",
        "service, 0f8fad5b-d9cb-469f-a165-70867728950e, rg, 1svc, b1",
        "service, 0f8fad5b-d9cb-469f-a165-70867728950e, rg, svc-, b1",
        "service, 0f8fad5b-d9cb-469f-a165-70867728950e, rg, sv_c, b1",
        "backend, 0f8fad5b-d9cb-469f-a165-70867728950e, rg, svc, ",
        "backend, 0f8fad5b-d9cb-469f-a165-70867728950e, rg, svc, .",
        "backend, 0f8fad5b-d9cb-469f-a165-70867728950e, rg, svc, ..",
        "backend, 0f8fad5b-d9cb-469f-a165-70867728950e, rg, svc, a\\b",
        "backend, 0f8fad5b-d9cb-469f-a165-70867728950e, rg, svc, a?b",
        "backend, 0f8fad5b-d9cb-469f-a165-70867728950e, rg, svc, a#b",
        "backend, 0f8fad5b-d9cb-469f-a165-70867728950e, rg, svc, a%b",
    })
    void aRefusedPartIsNamedWithItsValue(String field, String sub, String group, String service, String backend) {
        String value = switch (field) {
            case "subscription" -> sub;
            case "resourceGroup" -> group;
            case "service" -> service;
            default -> backend;
        };
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackendId.of(sub, group, service, backend))
                .withMessageStartingWith("'" + field + "' must")
                .withMessageContaining(value == null ? "null" : value.replaceAll("[?#].*", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u0000b", "a\u0085b", "a\ud800b"})
    void controlCharactersAndHalfSurrogatesAreRefusedAndEscapedInTheMessage(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackendId.of(SUBSCRIPTION, "rg", "svc", name))
                .withMessageContaining(String.format("a\\u%04xb", (int) name.charAt(1)));
    }

    @Test
    void aLongValueIsShortenedInTheMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackendId.of("x".repeat(5000), "rg", "svc", "b1"))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200).contains("xxx..."));
    }

    @Test
    void idsThatDifferOnlyInCaseAreEqualAndKeepTheirCase() {
        BackendId upper = BackendId.of(SUBSCRIPTION.toUpperCase(Locale.ROOT), "RG", "SVC", "B1");
        assertThat(upper).isEqualTo(ID).hasSameHashCodeAs(ID);
        assertThat(upper.backend()).isEqualTo("B1");
        assertThat(BackendId.of(SUBSCRIPTION, "rg", "svc", "b2")).isNotEqualTo(ID);
    }

    @Test
    void parseReadsBackWhatToStringWrites() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            BackendId id;
            try {
                id = BackendId.of(SUBSCRIPTION, name(random), "svc", name(random));
            } catch (IllegalArgumentException refused) {
                continue;
            }
            BackendId read = BackendId.parse(id.toString());
            assertThat(read).as("seed %d", seed).isEqualTo(id);
            assertThat(read.backend()).as("seed %d", seed).isEqualTo(id.backend());
        }
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int length = random.nextInt(6) + 1; length > 0; length--) {
            name.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x80 : 0x11000));
        }
        return name.toString();
    }
}
