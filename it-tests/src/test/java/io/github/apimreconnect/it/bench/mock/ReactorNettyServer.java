package io.github.apimreconnect.it.bench.mock;

import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;

/** The cost of Reactor Netty itself: drains the body and answers 202. */
final class ReactorNettyServer {
    private ReactorNettyServer() {}

    /** Takes the port, and whether it knows {@link DelayedAnswers#SCENARIO}. */
    public static void main(String[] args) {
        boolean delays = Boolean.parseBoolean(args[1]);
        HttpServer.create()
                .host("127.0.0.1")
                .port(Integer.parseInt(args[0]))
                .handle((request, response) -> (delays
                                ? delayed(request)
                                : request.receive().then())
                        .then(response.status(202)
                                .header("Content-Length", "0")
                                .header("x-ms-request-id", "b068fcb9-5e7f-418d-b351-efa045ef779a")
                                .send()
                                .then()))
                .bindNow()
                .onDispose()
                .block();
    }

    private static Mono<Void> delayed(HttpServerRequest request) {
        Mono<Void> drained = request.receive().then();
        return DelayedAnswers.SCENARIO.equals(request.requestHeaders().get("x-mock-scenario"))
                ? drained.then(Mono.delay(Duration.ofMillis(DelayedAnswers.DELAY_MILLIS)))
                        .then()
                : drained;
    }
}
