package io.github.apimreconnect.mockarm.internal.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.MockArm;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that violate the OpenAPI document are refused, and the error names the parameter or field. */
final class AdminViolationsTest {
    private static final MockArm MOCK = MockArm.builder().virtualClock().start();

    private final DescribedCaller caller = new DescribedCaller();

    @AfterAll
    static void close() {
        MOCK.close();
    }

    static List<Violation> violations() {
        return DescribedApi.SHIPPED.operations().stream()
                .flatMap(operation -> Violation.of(DescribedApi.SHIPPED, operation).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("violations")
    void aViolationIsRefusedByName(Violation violation) {
        DescribedCaller.Answer answer = caller.call(
                MOCK,
                400,
                violation.operation().method(),
                violation.operation().page(),
                violation.query(),
                violation.body());
        assertThat(caller.problems()).isEmpty();
        // A missing field of an item is named with the item.
        assertThat(answer.json().path("error").asText())
                .containsPattern("'" + Pattern.quote(violation.field()) + "(\\.status)?'");
    }

    @Test
    void thereIsAViolationForEachParameterAndField() {
        assertThat(violations())
                .extracting(violation -> violation.operation().id() + " " + violation.field())
                .contains(
                        "getJournal status",
                        "getJournal timeout",
                        "getJournalEntry number",
                        "listBuckets limit",
                        "countJournal await",
                        "listReconnects limit",
                        "addScript steps",
                        "addScript steps[0]",
                        "addScript count",
                        "addScript scope",
                        "addScript scope.backend",
                        "addScript scope.nonsense",
                        "setConnectionFaults fault",
                        "advanceClock advance",
                        "getHealth nonsense");
    }
}
