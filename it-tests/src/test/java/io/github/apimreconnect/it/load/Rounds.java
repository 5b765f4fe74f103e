package io.github.apimreconnect.it.load;

import io.github.apimreconnect.mockarm.MockArm;
import java.net.URI;
import java.time.Duration;

/** Rounds through faults, with one mock and one transport that live through all of them. */
final class Rounds {
    /** Soon, since each request that gets no answer waits so long; not so soon that a busy machine looks like a fault. */
    static final Duration RESPONSE = Duration.ofSeconds(5);

    /** What the journal must hold: a round, and all that is tried again. */
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
