package io.github.apimreconnect.it.live;

import static io.github.apimreconnect.it.live.Samples.CASE;
import static io.github.apimreconnect.it.live.Samples.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the cases are sent: one after another, and not again, except once after a 429. */
final class LiveRunTest {
    private static final Answer ACCEPTED = answer(202, Map.of(), "");
    private static final Answer THROTTLED = throttled("7");
    private static final Answer NOTHING = new Answer.Unanswered("Connection reset");
    private static final Duration SEVEN = Duration.ofSeconds(7);

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private int requests;

    private static Answer throttled(String retryAfter) {
        return answer(429, Map.of("Retry-After", retryAfter), "");
    }

    private List<Outcome> send(int cases, Answer... fromArm) {
        answers.addAll(List.of(fromArm));
        Side arm = request -> {
            requests++;
            return answers.size() > 1 ? answers.remove() : answers.element();
        };
        return new LiveRun(arm, request -> ACCEPTED, pauses::add).send(Collections.nCopies(cases, CASE));
    }

    @Test
    void thereIsAPauseBetweenTwoRequests() {
        assertThat(send(3, ACCEPTED)).hasSize(3);
        assertThat(pauses).containsExactly(LiveRun.BETWEEN, LiveRun.BETWEEN);
    }

    @Test
    void aThrottledCaseIsSentAgainWhenItMayBe() {
        assertThat(send(1, THROTTLED, ACCEPTED)).singleElement().satisfies(outcome -> {
            assertThat(outcome.arm()).isEqualTo(ACCEPTED);
            assertThat(outcome.throttled()).contains("7");
        });
        assertThat(pauses).contains(SEVEN);
    }

    @Test
    void aCaseIsSentAgainOnlyOnce() {
        assertThat(send(1, THROTTLED)).extracting(Outcome::arm).containsExactly(THROTTLED);
        assertThat(requests).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "61", "1000", "-1", "soon", "Mon, 23 Nov 2026 04:05:06 GMT"})
    void aThrottledCaseIsNotSentAgainAfterAnUnknownOrLongTime(String retryAfter) {
        assertThat(send(1, throttled(retryAfter), ACCEPTED))
                .extracting(Outcome::throttled)
                .allMatch(it -> it.isEmpty());
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void otherRefusalsAreNotSentAgain() {
        send(1, answer(503, Map.of("Retry-After", "7"), ""), ACCEPTED);
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void repeatsDoNotExceedTheBoundOfRequests() {
        assertThat(send(LiveRun.MOST_REQUESTS - 1, THROTTLED)).hasSize(LiveRun.MOST_REQUESTS - 1);
        assertThat(requests).isEqualTo(LiveRun.MOST_REQUESTS);
    }

    @Test
    void moreCasesThanTheBoundAreRejected() {
        assertThatThrownBy(() -> send(LiveRun.MOST_REQUESTS + 1, ACCEPTED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("At most 40");
    }

    @Test
    void aCaseWithoutAnAnswerIsAnOutcome() {
        assertThat(send(4, NOTHING, ACCEPTED, NOTHING, ACCEPTED))
                .extracting(Outcome::arm)
                .containsExactly(NOTHING, ACCEPTED, NOTHING, ACCEPTED);
    }

    @Test
    void theRunEndsWhenTwoCasesInARowHaveNoAnswer() {
        assertThat(send(5, ACCEPTED, NOTHING, NOTHING, ACCEPTED)).hasSize(3);
        assertThat(requests).isEqualTo(3);
    }
}
