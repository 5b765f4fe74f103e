package io.github.apimreconnect.it.load;

import io.github.apimreconnect.mockarm.MockArm;
import java.net.URI;
import java.time.Duration;

/** Rounds through faults, with one mock and one transport for all of them. */
final class Rounds {
    /**
     * Short, since each unanswered request waits this long, but long enough that a busy machine does not look like a
     * fault.
     */
    static final Duration RESPONSE = Duration.ofSeconds(5);

    /** The journal must hold a round including its retries. */
    static final int JOURNAL = 70_000;

    private Rounds() {}

    static Round run(int rounds, Schedule schedule, URI endpoint, MockArm mock) throws InterruptedException {
        Round all = Round.nothing();
        try (LoadClient client = new LoadClient(endpoint, mock.certificateAuthority(), RESPONSE)) {
            for (int i = 1; i <= rounds; i++) {
                all = all.plus(Round.run(i, schedule, client, mock));
            }
        }
        return all;
    }
}
