package io.github.apimreconnect.mockarm.internal.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.mockarm.JsonBody;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.journal.Entries;
import io.github.apimreconnect.mockarm.internal.journal.RequestJournal;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The admin API's journal pages. */
final class JournalPageTest {
    private static final int MIB = 1024 * 1024;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final RequestJournal journal = new RequestJournal(20_000);

    @Test
    void thePagesTogetherAreTheJournal() {
        write(2_500);
        List<Long> numbers = new ArrayList<>();
        String query = "";
        for (JsonNode page = page(query); ; page = page(query)) {
            assertThat(page.at("/count").asInt()).isEqualTo(2_500);
            page.at("/entries").forEach(entry -> numbers.add(entry.at("/number").asLong()));
            if (page.at("/next").isMissingNode()) {
                break;
            }
            query = "after=" + page.at("/next").asLong();
        }
        assertThat(numbers).hasSize(2_500).isSorted().startsWith(1L).endsWith(2_500L);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1, 1000, 1000",
        "after=0, 1, 1000, 1000",
        "after=0&limit=3, 1, 3, 3",
        "after=7&limit=3, 8, 10, 10",
        "limit=3, 2498, 2500, 0",
        "after=2498, 2499, 2500, 0",
        "after=1499, 1500, 2499, 2499",
        "after=1500, 1501, 2500, 0",
        "after=0&limit=1500, 1, 1500, 1500",
    })
    void aPageBeginsAndEndsWhereItIsAskedTo(String query, int first, int last, int next) {
        write(2_500);
        JsonNode page = page(query);
        assertThat(page.at("/entries/0/number").asInt()).isEqualTo(first);
        assertThat(page.at("/entries/" + (last - first) + "/number").asInt()).isEqualTo(last);
        assertThat(page.at("/entries")).hasSize(last - first + 1);
        assertThat(page.at("/next").asInt(0)).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=3", "after=3000"})
    void afterTheLastThereIsNothingYet(String query) {
        write(3);
        JsonNode page = page(query);
        assertThat(page.at("/entries")).isEmpty();
        assertThat(page.at("/next").isMissingNode()).isTrue();
        assertThat(page.at("/count").asInt()).as("where to go on").isEqualTo(3);
    }

    @Test
    void aFilterThatMatchesNothingExaminesABoundedNumberAndSaysWhereToContinue() {
        write(15_000);
        JsonNode page = page("status=404");
        assertThat(page.at("/entries")).isEmpty();
        assertThat(page.at("/next").asInt()).isEqualTo(10_000);
        assertThat(page("status=404&after=10000").at("/next").isMissingNode()).isTrue();
    }

    @Test
    void theNewestMatchesAreRefusedIfTooManyEntriesWouldHaveToBeExamined() {
        write(15_000);
        assertThat(page("clientRequestId=id-14999&limit=1").at("/entries")).hasSize(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> page("clientRequestId=id-14999&limit=2"))
                .withMessageContaining("stopped at number 5000");
    }

    @Test
    void aPageHasAMebibyteAtMost() {
        for (int i = 0; i < 10; i++) {
            journal.write(
                    Entries.accepted("b" + i, "x".repeat(400_000).getBytes(StandardCharsets.US_ASCII), i),
                    Entries.REPLY);
        }
        JsonNode page = page("");
        assertThat(page.at("/entries")).hasSize(2);
        assertThat(page.at("/next").asInt()).isEqualTo(2);
        JsonNode newest = page("limit=5");
        assertThat(newest.at("/entries")).hasSize(2);
        assertThat(newest.at("/entries/0/number").asInt()).isEqualTo(6);
        assertThat(newest.at("/next").asInt()).as("the other three").isEqualTo(7);
        assertThat(newest.toString()).hasSizeLessThan(MIB);
    }

    @Test
    void aPageIsMeasuredInBytes() {
        for (int i = 0; i < 3; i++) {
            journal.write(
                    Entries.accepted("b" + i, "\u4e2d".repeat(150_000).getBytes(StandardCharsets.UTF_8), i),
                    Entries.REPLY);
        }
        assertThat(page("").at("/entries")).hasSize(2);
    }

    @Test
    void anEntryThatIsLongerThanAPageIsAPage() {
        journal.write(Entries.accepted("b", new byte[MIB], 1), Entries.REPLY);
        journal.write(Entries.accepted("b", new byte[0], 2), Entries.REPLY);
        assertThat(page("").at("/entries")).hasSize(1);
        assertThat(page("after=1").at("/entries")).hasSize(1);
    }

    @Test
    void aPageThatMayLackDroppedEntriesIsRefusedUnlessThoseLeftSuffice() {
        RequestJournal small = new RequestJournal(2);
        for (int i = 1; i <= 5; i++) {
            small.write(Entries.accepted("b", new byte[0], i), Entries.REPLY);
        }
        for (String query :
                List.of("", "after=0", "after=2", "limit=3", "status=404&limit=1", "since=1970-01-01T00:00:03Z")) {
            assertThatIllegalStateException()
                    .as(query)
                    .isThrownBy(() -> page(small, query))
                    .withMessageContaining("has dropped 3 of 5");
        }
        for (String query :
                List.of("retained=true", "after=3", "limit=2", "since=1970-01-01T00:00:04Z", "after=0&retained=true")) {
            assertThat(page(small, query).at("/entries")).as(query).hasSize(2);
        }
    }

    @Test
    void theWorstNamesAndPatternBlockAnEventLoopOnlyBriefly() {
        String name = "a".repeat(7_000);
        for (int i = 0; i < 8_000; i++) {
            journal.write(Entries.accepted(name, new byte[0], i), Entries.REPLY);
        }
        String glob = "*" + "a".repeat(198) + "b";
        Duration best = Duration.ofDays(1);
        for (int i = 0; i < 10; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            JsonNode page = page("backend=" + glob);
            Duration took = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
            best = took.compareTo(best) < 0 ? took : best;
            assertThat(page.at("/next").asInt()).isBetween(1, 100);
        }
        assertThat(best).isLessThan(Duration.ofMillis(50));
    }

    private void write(int count) {
        for (int i = 0; i < count; i++) {
            journal.write(Entries.accepted("b" + i, new byte[0], i), Entries.REPLY);
        }
    }

    private JsonNode page(String query) {
        return page(journal, query);
    }

    private static JsonNode page(RequestJournal journal, String query) {
        ArmRequest request = ArmRequest.of(
                Instant.EPOCH,
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/_mock/journal?" + query),
                new byte[0],
                false,
                "https://localhost:1");
        return JsonBody.of(JournalPage.of(journal, JournalQuery.of(request), 0, null));
    }
}
