package io.github.apimreconnect.it.load;

import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.mockarm.MockArm;
import java.time.Duration;
import java.util.List;

/**
 * A period of steady load, measured and reconciled.
 *
 * @param measured the durations of the calls
 * @param reconciliation the requests sent, compared with the journal
 */
record Round(Measured measured, Reconciliation reconciliation) {
    /** Longer than any call may take, including retries. */
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private static final BackendId BACKEND =
            BackendId.of("0f8fad5b-d9cb-469f-a165-70867728950e", "rg1", "apimService1", "proxybackend");

    static Round nothing() {
        return new Round(new Measured(), Reconciliation.NOTHING);
    }

    /** The number distinguishes its requests from those of other rounds. */
    static Round run(int number, Schedule schedule, LoadClient transport, MockArm mock) throws InterruptedException {
        mock.journal().clear();
        Ledger ledger = new Ledger(number);
        BackendReconnectAsyncClient client = transport.watchedBy(ledger);
        Measured measured =
                OpenLoop.run(schedule, i -> ledger.enter(i, client.reconnect(BACKEND, Duration.ofMinutes(2))), LIMIT);
        List<Heard> heard = mock.journal().entries().stream().map(Heard::of).toList();
        return new Round(measured, Reconciliation.of(ledger.calls(), heard));
    }

    Round plus(Round other) {
        Measured all = new Measured();
        all.add(measured);
        all.add(other.measured);
        return new Round(all, reconciliation.plus(other.reconciliation));
    }
}
