package io.github.apimreconnect.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.it.load.Sent.End;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReconciliationTest {
    @Test
    void aCallHeardOnceAndAcceptedIsNotADifference() {
        assertThat(differences(new Sent(1, 0, End.ACCEPTED), 202)).isEmpty();
    }

    @Test
    void aCallThatNeverEndedIsLost() {
        assertThat(differences(new Sent(1, 1, End.NONE), 202)).containsExactly("a never ended");
    }

    @Test
    void anAnswerToWhatWasNeverHeardIsADifference() {
        assertThat(differences(new Sent(1, 0, End.FAILED))).containsExactly("a was answered 1 times and heard 0 times");
    }

    @Test
    void aCallHeardMoreOftenThanItWasSentIsADuplicate() {
        assertThat(differences(new Sent(1, 0, End.ACCEPTED), 202, 202))
                .containsExactly("a was sent 1 times and heard 2 times");
    }

    @Test
    void aSuccessThatTheOtherSideRefusedIsADifference() {
        assertThat(differences(new Sent(1, 0, End.ACCEPTED), 404)).containsExactly("a ended well and was not accepted");
    }

    @Test
    void aRequestThatNobodySentIsADifference() {
        assertThat(Reconciliation.of(Map.of(), List.of(new Heard("b", 202))).differences())
                .containsExactly("b was heard and never sent");
    }

    @Test
    void anAttemptThatWasCutMayHaveBeenHeardOrNot() {
        assertThat(differences(new Sent(2, 1, End.ACCEPTED), 202)).isEmpty();
        assertThat(differences(new Sent(2, 1, End.ACCEPTED), 202, 202)).isEmpty();
    }

    @Test
    void roundsAddUp() {
        Reconciliation round =
                Reconciliation.of(Map.of("a", new Sent(3, 1, End.ACCEPTED)), List.of(new Heard("b", 202)));
        assertThat(round.plus(round))
                .isEqualTo(new Reconciliation(
                        2,
                        2,
                        6,
                        2,
                        2,
                        List.of(
                                "b was heard and never sent",
                                "a ended well and was not accepted",
                                "a was answered 2 times and heard 0 times",
                                "b was heard and never sent",
                                "a ended well and was not accepted",
                                "a was answered 2 times and heard 0 times")));
    }

    private static List<String> differences(Sent call, int... statuses) {
        List<Heard> journal = Arrays.stream(statuses)
                .mapToObj(status -> new Heard("a", status))
                .toList();
        return Reconciliation.of(Map.of("a", call), journal).differences();
    }
}
