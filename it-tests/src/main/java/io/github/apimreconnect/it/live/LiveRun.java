package io.github.apimreconnect.it.live;

import io.github.apimreconnect.it.live.Answer.Received;
import io.github.apimreconnect.it.live.Answer.Unanswered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends cases to both sides, one after another. */
final class LiveRun {
    /** More than one pass over the cases; repeats after a 429 count. */
    static final int MOST_REQUESTS = 40;

    static final Duration BETWEEN = Duration.ofMillis(250);
    private static final int LONGEST_WAIT = 60;
    /** A single case may make a server close the connection; two in a row are a server that is not there. */
    private static final int MOST_UNANSWERED = 2;

    private final Side arm;
    private final Side mock;
    private final Pause pause;
    private int requests;

    LiveRun(Side arm, Side mock, Pause pause) {
        this.arm = arm;
        this.mock = mock;
        this.pause = pause;
    }

    /** Returns the outcomes in order; fewer than cases if ARM stopped answering. */
    List<Outcome> send(List<LiveCase> cases) {
        if (cases.size() > MOST_REQUESTS) {
            throw new IllegalArgumentException("At most " + MOST_REQUESTS + " requests, but was " + cases.size());
        }
        List<Outcome> outcomes = new ArrayList<>();
        int unanswered = 0;
        for (LiveCase one : cases) {
            Outcome outcome = send(one, cases.size() - outcomes.size());
            outcomes.add(outcome);
            unanswered = outcome.arm() instanceof Unanswered ? unanswered + 1 : 0;
            if (unanswered == MOST_UNANSWERED) {
                break;
            }
        }
        return outcomes;
    }

    private Outcome send(LiveCase one, int left) {
        Answer answer = request(one);
        Optional<String> wait = retryAfter(answer).filter(seconds -> requests + left <= MOST_REQUESTS);
        if (wait.isPresent()) {
            pause.of(Duration.ofSeconds(Long.parseLong(wait.get())));
            answer = request(one);
        }
        return new Outcome(one, answer, mock.send(one.request()), wait);
    }

    private Answer request(LiveCase one) {
        if (requests++ > 0) {
            pause.of(BETWEEN);
        }
        return arm.send(one.request());
    }

    /** Returns how long a 429 asks to wait, unless that is unknown or too long. */
    private static Optional<String> retryAfter(Answer answer) {
        return answer instanceof Received received && received.status() == 429
                ? Optional.of(received.header("Retry-After"))
                        .filter(seconds -> seconds.matches("\\d{1,3}"))
                        .filter(seconds -> Integer.parseInt(seconds) <= LONGEST_WAIT)
                : Optional.empty();
    }
}
