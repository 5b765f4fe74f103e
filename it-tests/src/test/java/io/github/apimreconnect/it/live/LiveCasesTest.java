package io.github.apimreconnect.it.live;

import static io.github.apimreconnect.it.live.Samples.BACKEND;
import static io.github.apimreconnect.it.live.Samples.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The cases are harmless, few, and complete. */
final class LiveCasesTest {
    private static final List<LiveCase> CASES = LiveCases.of(BACKEND, UNKNOWN);

    @Test
    void everyDocumentedCaseThatACheckGivesIsSentOrHasAReasonNotTo() throws IOException {
        List<String> known = new ArrayList<>(CASES.stream().map(LiveCase::name).toList());
        NotSent.ALL.forEach(one -> known.add(one.name()));
        assertThat(known).doesNotHaveDuplicates().containsAll(documented());
        assertThat(documented())
                .containsAll(NotSent.ALL.stream().map(NotSent::name).toList());
    }

    /** Returns the cases in the last table of FIDELITY.md, except for canned answers, which ARM cannot be asked for. */
    private static List<String> documented() throws IOException {
        String page = Files.readString(Path.of("../mock-arm/FIDELITY.md"));
        List<String> names = page.substring(page.lastIndexOf("\n| case | "))
                .lines()
                .skip(3)
                .takeWhile(line -> line.startsWith("|"))
                .filter(Predicate.not(line -> line.contains("| `x-mock-scenario: ")))
                .map(line -> line.split("\\|", -1)[1].strip())
                .toList();
        assertThat(names).contains("accepted");
        return names;
    }

    @Test
    void onlyTheNamedBackendCanBeReconnected() {
        String named = BACKEND + "/reconnect";
        assertThat(CASES)
                .allSatisfy(one -> assertThat(one.request().path())
                        .satisfiesAnyOf(
                                path -> assertThat(path).isEqualTo(named),
                                path -> assertThat(path).contains(UNKNOWN.digits()),
                                path -> assertThat(path).contains(UNKNOWN.subscription()),
                                path -> assertThat(path).doesNotContain("/backends/"),
                                path -> assertThat(path).contains("/backends/%FF/", "/reconnect"),
                                path -> assertThat(path).startsWith("/subscriptions/my-sub/")));
    }

    @Test
    void onlyReconnectsAndReadsAreSent() {
        assertThat(CASES).allSatisfy(one -> assertThat(one.request().method()).isIn("POST", "GET"));
    }

    @Test
    void theCasesLeaveRoomForRepeats() {
        assertThat(CASES).hasSizeBetween(20, LiveRun.MOST_REQUESTS - 5);
    }

    @Test
    void namesArePercentEncodedInPaths() {
        assertThat(RawRequest.path("s", "my group", "svc", "a+b/ü"))
                .isEqualTo("/subscriptions/s/resourceGroups/my%20group/providers/Microsoft.ApiManagement/service/svc"
                        + "/backends/a%2Bb%2F%C3%BC/reconnect");
    }
}
