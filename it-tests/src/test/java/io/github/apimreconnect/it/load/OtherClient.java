package io.github.apimreconnect.it.load;

import io.github.apimreconnect.client.BackendId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Another tool, with the fleet's principal: it writes at a steady pace until it is closed, whatever the answers. */
final class OtherClient implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final AtomicInteger accepted = new AtomicInteger();
    private final Disposable writing;

    OtherClient(URI endpoint, BackendId backend, double perSecond) {
        request = HttpRequest.newBuilder(endpoint.resolve(backend + "/reconnect?api-version=2023-05-01-preview"))
                .header("Authorization", "Bearer any")
                .POST(BodyPublishers.noBody())
                .build();
        writing = Flux.interval(Duration.ofNanos(Math.round(1e9 / perSecond)))
                .onBackpressureBuffer()
                .flatMap(tick -> Mono.fromFuture(() -> http.sendAsync(request, BodyHandlers.discarding())))
                .filter(response -> response.statusCode() == 202)
                .subscribe(response -> accepted.incrementAndGet());
    }

    int accepted() {
        return accepted.get();
    }

    @Override
    public void close() {
        writing.dispose();
    }
}
