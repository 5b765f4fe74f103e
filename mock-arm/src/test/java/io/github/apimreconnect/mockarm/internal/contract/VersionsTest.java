package io.github.apimreconnect.mockarm.internal.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The api-versions that have reconnect, and where their rules differ from those of 2023-05-01-preview. */
@ExtendWith(MockArmExtension.class)
public final class VersionsTest {
    private static final List<String> ALL = List.of(
            "2017-03-01",
            "2018-01-01",
            "2018-06-01-preview",
            "2019-01-01",
            "2019-12-01",
            "2019-12-01-preview",
            "2020-06-01-preview",
            "2020-12-01",
            "2021-01-01-preview",
            "2021-04-01-preview",
            "2021-08-01",
            "2021-12-01-preview",
            "2022-04-01-preview",
            "2022-08-01",
            "2022-09-01-preview",
            "2023-03-01-preview",
            "2023-05-01-preview",
            "2023-09-01-preview",
            "2024-05-01",
            "2024-06-01-preview",
            "2024-10-01-preview",
            "2025-03-01-preview",
            "2025-09-01-preview");
    private static final String AFTER = "{\"properties\":{\"after\":\"%s\"}}";

    private MockArm mock;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
    }

    public static List<String> all() {
        return ALL;
    }

    @Test
    void theContractHasThemAllOldestFirst() {
        assertThat(Contract.shipped().apiVersions()).isEqualTo(ALL);
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachTakesWhatItsClientsSendByDefault(String version) {
        assertThat(status(caller(version).json(AFTER.formatted("PT3S")))).isEqualTo(202);
        assertThat(status(caller(version))).isEqualTo(202);
        assertThat(status(caller(version).header("Content-Type", "application/json")))
                .as("a type without a body")
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2016-07-07", "2016-10-10", "2026-03-01-preview", "2024-05-01-preview"})
    void othersAreRefused(String version) {
        assertThat(status(caller(version))).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "2017-03-01, 255, 202",
        "2017-03-01, 256, 400",
        "2018-01-01, 80, 202",
        "2018-01-01, 81, 400",
        "2023-05-01-preview, 81, 400",
        "2025-09-01-preview, 81, 400",
    })
    void theLengthOfABackendsName(String version, int length, int status) {
        assertThat(status(named(version, Caller.SUBSCRIPTION, "rg", "b".repeat(length))))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "2017-03-01, a%3Ab, 400",
        "2017-03-01, a+b, 400",
        "2017-03-01, a.b, 202",
        "2018-01-01, a.b, 400",
        "2018-01-01, -ab, 400",
        "2018-01-01, ab-, 400",
        "2018-01-01, a-b, 202",
        "2018-01-01, a, 202",
        "2018-06-01-preview, a+b, 202",
        "2019-01-01, a+b, 202",
        "2023-05-01-preview, a%3Ab, 202",
    })
    void thePatternOfABackendsName(String version, String backend, int status) {
        assertThat(status(named(version, Caller.SUBSCRIPTION, "rg", backend))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "2017-03-01, 202",
        "2019-01-01, 202",
        "2019-12-01, 202",
        "2021-12-01-preview, 202",
        "2022-04-01-preview, 202",
        "2022-09-01-preview, 202",
        "2023-03-01-preview, 400",
        "2023-05-01-preview, 400",
        "2024-05-01, 400",
        "2025-03-01-preview, 400",
        "2025-09-01-preview, 202",
        "1999-01-01, 400",
    })
    void whetherASubscriptionIsAUuid(String version, int status) {
        HttpResponse<String> response = named(version, "my-sub", "rg", "b1").send();
        assertThat(response.statusCode()).isEqualTo(status);
        if (status == 400) {
            assertThat(response.body()).contains("InvalidSubscriptionId");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2017-03-01, 202",
        "2021-12-01-preview, 202",
        "2022-04-01-preview, 400",
        "2023-05-01-preview, 400",
    })
    void theLengthOfAResourceGroupsName(String version, int status) {
        assertThat(status(named(version, Caller.SUBSCRIPTION, "g".repeat(91), "b1")))
                .isEqualTo(status);
    }

    @Test
    void theServicesErrorsOf2017AreNotNested() {
        HttpResponse<String> response =
                caller("2017-03-01").json(AFTER.formatted("soon")).send();
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .isEqualTo("{\"code\":\"ValidationError\",\"message\":\"One or more fields contain incorrect values:\","
                        + "\"details\":[{\"code\":\"ValidationError\",\"target\":\"properties.after\","
                        + "\"message\":\"'soon' must be an ISO 8601 duration such as PT2M.\"}]}");
        assertThat(caller("2017-03-01")
                        .header("x-mock-scenario", "concurrency-conflict")
                        .send()
                        .body())
                .startsWith("{\"code\":\"PessimisticConcurrencyConflict\"");
    }

    @Test
    void armsOwnErrorsAreNestedInEveryVersion() {
        assertThat(caller("2017-03-01").method("PUT").send().body()).startsWith("{\"error\":{\"code\":");
        assertThat(caller("2018-01-01").json(AFTER.formatted("soon")).send().body())
                .startsWith("{\"error\":{\"code\":\"ValidationError\"");
    }

    @Test
    void otherVersionsHaveTheRulesOf2023() {
        try (MockArm any = MockArm.builder().anyApiVersion().start()) {
            assertThat(new Caller(any)
                            .query("?api-version=x")
                            .path(Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "b".repeat(81)))
                            .send()
                            .statusCode())
                    .isEqualTo(400);
            assertThat(new Caller(any)
                            .query("?api-version=2017-03-01")
                            .path(Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "b".repeat(81)))
                            .send()
                            .statusCode())
                    .as("a version that is known keeps its own")
                    .isEqualTo(202);
        }
    }

    @Test
    void aStrictMockRefusesNothingWhereNoMinimumIsDocumented() {
        try (MockArm strict = MockArm.builder().strictDuration().start()) {
            Caller caller = new Caller(strict).json(AFTER.formatted("PT3S"));
            assertThat(caller.query("?api-version=2017-03-01").send().statusCode())
                    .isEqualTo(202);
            assertThat(caller.query("?api-version=2018-01-01").send().statusCode())
                    .isEqualTo(400);
        }
    }

    private Caller caller(String version) {
        return new Caller(mock).query("?api-version=" + version);
    }

    private Caller named(String version, String subscription, String group, String backend) {
        return caller(version).path(Caller.path(subscription, group, "svc", backend));
    }

    private static int status(Caller caller) {
        return caller.send().statusCode();
    }
}
