package io.github.apimreconnect.it.load;

import io.github.apimreconnect.client.BackendId;
import java.util.Locale;
import reactor.core.publisher.Flux;

/** The ids of a fleet: its subscriptions, and the backends in each, are numbered from 0. */
final class FleetIds {
    private FleetIds() {}

    static BackendId of(int subscription, int backend) {
        return BackendId.of(
                String.format(Locale.ROOT, "00000000-0000-0000-0000-%012d", subscription),
                "rg1",
                "apimService1",
                "b" + backend);
    }

    /** Returns the backends of one subscription. */
    static Flux<BackendId> in(int subscription, int backends) {
        return Flux.range(0, backends).map(i -> of(subscription, i));
    }

    /** Returns backends whose numbers are different, so many in each subscription. */
    static Flux<BackendId> spread(int backends, int perSubscription) {
        return Flux.range(0, backends).map(i -> of(i / perSubscription, i));
    }

    /** Returns the number in a backend's name. */
    static int number(String backend) {
        return Integer.parseInt(backend.substring(1));
    }
}
