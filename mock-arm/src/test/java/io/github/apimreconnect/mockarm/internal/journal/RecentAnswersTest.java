package io.github.apimreconnect.mockarm.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.internal.reply.Header;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RecentAnswersTest {
    private static final int KIB = 1024;
    private static final int LIMIT = 4 * KIB * KIB;

    private final RecentAnswers answers = new RecentAnswers();

    @Test
    void theNewestAreKept() {
        add(2_000, 10);
        assertThat(kept(2_000)).isEqualTo(RecentAnswers.CAPACITY);
        assertThat(answers.get(2_000)).isNotNull();
        assertThat(answers.get(2_000 - RecentAnswers.CAPACITY)).isNull();
    }

    @Test
    void theyStayWithinTheirBytes() {
        add(300, 64 * KIB);
        assertThat(kept(300)).isBetween(60L, 63L);
        assertThat(answers.get(300)).isNotNull();
    }

    @Test
    void smallOnesComeBackAfterLargeOnes() {
        add(300, 64 * KIB);
        for (int i = 301; i <= 1_300; i++) {
            answers.add(i, answer(10));
        }
        assertThat(kept(1_300)).isEqualTo(RecentAnswers.CAPACITY);
    }

    @Test
    void oneThatIsTooLargeByItselfIsNotKept() {
        answers.add(1, PlannedAnswer.of(Reply.empty(202, null, new Header("x", "y".repeat(LIMIT)))));
        assertThat(answers.get(1)).isNull();
        answers.add(2, answer(10));
        assertThat(answers.get(2)).isNotNull();
    }

    @Test
    void afterAClearNumbersStartAgain() {
        add(700, 10);
        answers.clear();
        assertThat(answers.get(700)).isNull();
        answers.add(1, answer(10));
        assertThat(answers.get(1)).isNotNull();
        assertThat(kept(700)).isEqualTo(1);
    }

    private void add(int count, int bytes) {
        for (int i = 1; i <= count; i++) {
            answers.add(i, answer(bytes));
        }
    }

    private static PlannedAnswer answer(int bytes) {
        return PlannedAnswer.of(new Reply(200, null, List.of(), new byte[bytes], false, null));
    }

    private long kept(long last) {
        return LongStream.rangeClosed(1, last)
                .filter(number -> answers.get(number) != null)
                .count();
    }
}
