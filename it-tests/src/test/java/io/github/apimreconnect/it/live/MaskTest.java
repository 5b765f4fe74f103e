package io.github.apimreconnect.it.live;

import static io.github.apimreconnect.it.live.Samples.BACKEND;
import static io.github.apimreconnect.it.live.Samples.MASK;
import static io.github.apimreconnect.it.live.Samples.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.client.BackendId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that identifies the operator is published. */
final class MaskTest {
    @Test
    void theNamesOfTheIdAreReplacedInAnyCase() {
        String id = "/subscriptions/{subscription}/resourceGroups/{resourceGroup}"
                + "/providers/Microsoft.ApiManagement/service/{service}/backends/{backend}";
        assertThat(MASK.apply(BACKEND.toString())).isEqualTo(id);
        assertThat(MASK.apply(BACKEND.toString().toUpperCase(Locale.ROOT))).isEqualToIgnoringCase(id);
    }

    @Test
    void aNameIsNotReplacedWithinAWord() {
        assertThat(MASK.apply("stock, stockpile, restock, 'stock'"))
                .isEqualTo("{backend}, stockpile, restock, '{backend}'");
    }

    @Test
    void aNameThatContainsAnotherIsReplacedAsAWhole() {
        Mask mask = new Mask(BackendId.of(BACKEND.subscription(), "api", "api-prod", "api-prod-1"), UNKNOWN);
        assertThat(mask.apply("api api-prod api-prod-1")).isEqualTo("{resourceGroup} {service} {backend}");
    }

    @Test
    void aNameThatIsAPlaceholdersWordIsReplacedOnce() {
        Mask mask = new Mask(BackendId.of(BACKEND.subscription(), "service", "backend", "subscription"), UNKNOWN);
        assertThat(mask.apply("service/backend/subscription")).isEqualTo("{resourceGroup}/{service}/{backend}");
    }

    @Test
    void aPercentEncodedNameIsReplaced() {
        Mask mask = new Mask(BackendId.of(BACKEND.subscription(), "my group", "svc", "b1"), UNKNOWN);
        assertThat(mask.apply("/my%20group/")).isEqualTo("/{resourceGroup}/");
    }

    @ParameterizedTest
    @CsvSource({
        "st%6Fck, {backend}",
        "%53%54ock, {backend}",
        "st%256fck, {backend}",
        "0f8fad5b%2Dd9cb%2d469f-a165-70867728950e, {subscription}",
        "0f8fad5bd9cb469fa16570867728950e, {uuid without dashes}",
        "orders%2Dgroup, {resourceGroup}",
        "%2Fstock%2F, %2F{backend}%2F",
        "f18bc4f5%2D6dd1-3d89-9ffd-fa971a33300c, {uuid}",
        "jane.doe%40example.com, {user}",
        "%6A%61%6E%65, %6A%61%6E%65",
    })
    void percentEncodedOnesAreReplacedWhateverIsEncoded(String text, String masked) {
        assertThat(MASK.apply(text)).isEqualTo(masked);
    }

    @Test
    void aNameOutsideOfAsciiIsReplacedInEveryEncoding() {
        Mask mask = new Mask(BackendId.of(BACKEND.subscription(), "gr\u00fcn (1)", "svc", "b1"), UNKNOWN);
        assertThat(mask.apply("gr%C3%BCn%20(1)|gr%c3%9cn+%281%29|GR\u00dcN (1)|gr%25C3%25BCn (1)"))
                .isEqualTo("{resourceGroup}|{resourceGroup}|{resourceGroup}|{resourceGroup}");
    }

    @Test
    void anIdWithoutDashesIsReplacedAndStaysTellable() {
        assertThat(MASK.apply("f18bc4f56dd13d899ffdfa971a33300c, 00-F18BC4F56DD13D899FFDFA971A33300C-01"))
                .isEqualTo("{uuid without dashes}, 00-{uuid without dashes}-01");
        assertThat(MASK.apply("f18bc4f56dd13d899ffdfa971a33300c0")).isEqualTo("f18bc4f56dd13d899ffdfa971a33300c0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tenant contoso.onmicrosoft.com. | tenant {tenant}.",
                "contoso-eu.mail.ONMICROSOFT.COM | {tenant}",
                "contoso.partner.onmschina.cn, contoso.onmicrosoft.us | {tenant}, {tenant}",
                "https://login.microsoftonline.com/contoso.com/oauth2 | https://login.microsoftonline.com/{tenant}/oauth2",
                "https://login.windows.net/f18bc4f5-6dd1-3d89-9ffd-fa971a33300c | https://login.windows.net/{tenant}",
                "https://login.microsoftonline.com/common/oauth2 | https://login.microsoftonline.com/common/oauth2",
                "https://api.contoso.com:444/a?b | https://{host}/a?b",
                "https://vault1.vault.azure.net | https://{host}",
                "https%3A%2F%2Fapi.contoso.com%2Fa | https%3A%2F%2F{host}%2Fa",
                "https://aka.ms/x https://management.azure.com/y | https://aka.ms/x https://management.azure.com/y",
                "https://aka.ms.contoso.com/x | https://{host}/x",
                "https://localhost:8443/x | https://localhost:8443/x",
                "from 203.0.113.7:443, 2001:db8::7f | from {address}:443, {address}",
                "10:11:12, Microsoft.ApiManagement/2.0, 2023-05-01 | 10:11:12, Microsoft.ApiManagement/2.0, 2023-05-01",
                "/a?api-version=2023-05-01&t=638&s=a%2Fb-c_d | /a?api-version=2023-05-01&t={value}&s={value}",
            })
    void tenantsHostsAddressesAndQueriesAreReplaced(String text, String masked) {
        assertThat(MASK.apply(text)).isEqualTo(masked);
    }

    @Test
    void otherIdsUsersTokensAndTimesAreReplaced() {
        assertThat(MASK.apply("client 'jane.doe@example.com' with object id 'f18bc4f5-6dd1-3d89-9ffd-fa971a33300c'"))
                .isEqualTo("client '{user}' with object id '{uuid}'");
        assertThat(MASK.apply("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln!"))
                .isEqualTo("Bearer {token}!");
        assertThat(MASK.apply("'3/16/2023 1:02:03 AM', 2023-03-16T01:02:03.4567Z"))
                .isEqualTo("'{time}', {time}");
    }

    @Test
    void theClaimsOfAChallengeAreReplacedAsTheyContainTheCallersAddress() {
        String claims = Base64.getEncoder()
                .encodeToString("{\"access_token\":{\"xms_rp_ipaddr\":{\"value\":\"203.0.113.7\"}}}"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(MASK.apply("Bearer error=\"insufficient_claims\", claims=\"" + claims + "\", realm=\"\""))
                .isEqualTo("Bearer error=\"insufficient_claims\", claims=\"{claims}\", realm=\"\"");
    }

    @Test
    void randomNamesAreReplaced() {
        assertThat(MASK.apply(UNKNOWN.name() + " " + UNKNOWN.with('_') + " " + UNKNOWN.ofLength(91) + " "
                        + UNKNOWN.subscription()))
                .isEqualTo("{unknown} {unknown} {unknown} {unknown}");
    }

    @Test
    void aLineHasNoControlCharactersAndABound() {
        assertThat(MASK.line("a\r\n\tb\u001b[2Jc\u202e\u2028d\ud800")).isEqualTo("a b?[2Jc??d?");
        assertThat(MASK.line("a".repeat(5_000))).hasSize(1_203).endsWith("...");
    }
}
