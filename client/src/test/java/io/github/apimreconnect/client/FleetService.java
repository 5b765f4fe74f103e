package io.github.apimreconnect.client;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A service for fleets in virtual time, which records what arrives. For use on one thread. */
final class FleetService implements HttpClient {
    /**
     * A request.
     *
     * @param id the backend
     * @param at when it arrived
     * @param request as sent
     */
    record Arrival(BackendId id, Duration at, HttpRequest request) {}

    final List<Arrival> arrivals = new ArrayList<>();
    int inFlight;
    int mostInFlight;
    int cancelled;
    private final VirtualTimer timer;
    private Function<Arrival, Mono<HttpResponse>> answer = arrival -> answered(arrival, 202);

    FleetService(VirtualTimer timer) {
        this.timer = timer;
    }

    FleetService answering(Function<Arrival, Mono<HttpResponse>> by) {
        answer = by;
        return this;
    }

    /** Answers each request to a backend with the next status, and then with 202. */
    FleetService answering(int... statuses) {
        return answering(arrival -> {
            int before = sentTo(arrival.id()) - 1;
            return answered(arrival, before < statuses.length ? statuses[before] : 202);
        });
    }

    static Mono<HttpResponse> answered(Arrival arrival, int status, String... header) {
        HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.CONTENT_LENGTH, "0");
        for (int i = 0; i < header.length; i += 2) {
            headers.set(HttpHeaderName.fromString(header[i]), header[i + 1]);
        }
        return Mono.just(new CannedResponse(arrival.request(), status, headers, Flux.empty()));
    }

    /** Answers after a time. */
    Mono<HttpResponse> late(Duration latency, Mono<HttpResponse> response) {
        return Mono.delay(latency, timer).then(response);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return Mono.defer(() -> {
            Arrival arrival = new Arrival(idOf(request), timer.now(), request);
            arrivals.add(arrival);
            mostInFlight = Math.max(mostInFlight, ++inFlight);
            AtomicBoolean ended = new AtomicBoolean();
            return answer.apply(arrival).doOnTerminate(() -> end(ended)).doOnCancel(() -> {
                if (end(ended)) {
                    cancelled++;
                }
            });
        });
    }

    private boolean end(AtomicBoolean ended) {
        boolean ends = ended.compareAndSet(false, true);
        inFlight -= ends ? 1 : 0;
        return ends;
    }

    private static BackendId idOf(HttpRequest request) {
        String path = request.getUrl().getPath();
        return BackendId.parse(path.substring(0, path.lastIndexOf('/')));
    }

    int sentTo(BackendId id) {
        return (int) arrivals.stream().filter(a -> a.id().equals(id)).count();
    }

    List<BackendId> ids() {
        return arrivals.stream().map(Arrival::id).toList();
    }
}
