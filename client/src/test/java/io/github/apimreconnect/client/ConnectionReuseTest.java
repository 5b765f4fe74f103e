package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.RetryCalls.ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Connection reuse over real sockets, against a server that is neither ARM nor the mock. */
final class ConnectionReuseTest {

    private final Set<String> connections = ConcurrentHashMap.newKeySet();

    @Test
    void acceptedCallsOneAfterAnotherShareAConnection() {
        assertThat(connectionsAfterTenCalls(202, "")).hasSize(1);
    }

    @Test
    void refusedCallsOneAfterAnotherShareAConnection() {
        assertThat(connectionsAfterTenCalls(404, "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"m\"}}"))
                .hasSize(1);
    }

    @Test
    void aBodyPastTheLimitCostsItsConnection() {
        assertThat(connectionsAfterTenCalls(400, "x".repeat(1024 * 1024))).hasSize(10);
    }

    private Set<String> connectionsAfterTenCalls(int status, String body) {
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .handle((request, response) -> {
                    request.withConnection(connection ->
                            connections.add(connection.channel().id().asLongText()));
                    return response.status(status).sendString(Mono.just(body)).then();
                })
                .bindNow();
        try {
            BackendReconnectAsyncClient client = new BackendReconnectClientBuilder()
                    .endpoint("http://127.0.0.1:" + server.port())
                    .buildAsyncClient();
            Flux.range(0, 10)
                    .concatMap(i -> client.reconnect(ID).onErrorComplete(BackendReconnectException.class))
                    .blockLast(Duration.ofSeconds(20));
            return connections;
        } finally {
            server.disposeNow();
        }
    }
}
