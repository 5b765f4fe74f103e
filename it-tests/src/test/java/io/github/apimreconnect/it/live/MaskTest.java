package io.github.apimreconnect.it.live;

import static io.github.apimreconnect.it.live.Samples.BACKEND;
import static io.github.apimreconnect.it.live.Samples.MASK;
import static io.github.apimreconnect.it.live.Samples.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.client.BackendId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

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
    void randomNamesAreReplaced() {
        assertThat(MASK.apply(UNKNOWN.name() + " " + UNKNOWN.with('_') + " " + UNKNOWN.ofLength(91) + " "
                        + UNKNOWN.subscription()))
                .isEqualTo("{unknown} {unknown} {unknown} {unknown}");
    }

    @Test
    void aLineHasNoControlCharactersAndABound() {
        assertThat(MASK.line("a\r\n\tb\u001b[2Jc\u202e")).isEqualTo("a b?[2Jc?");
        assertThat(MASK.line("a".repeat(5_000))).hasSize(1_203).endsWith("...");
    }
}
