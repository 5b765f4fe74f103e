package io.github.apimreconnect.it.page;

import io.github.apimreconnect.mockarm.Fault;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** A mock with some of everything to see. */
final class Life {
    static final int REQUESTS = 33;
    private static final List<String> BACKENDS = List.of("orders", "payments", "proxybackend", "inventory");

    private Life() {}

    static MockArm start() throws Exception {
        MockArm mock = MockArm.builder().throttle("40/1").strictDuration().start();
        Caller caller = new Caller(mock.httpEndpoint());
        for (String backend : BACKENDS) {
            caller.reconnects(4, backend);
        }
        caller.post(Caller.target("orders"), "{\"properties\":{\"after\":\"PT1H\"}}");
        caller.post(Caller.target("orders"), "{\"properties\":{\"after\":\"PT3S\"}}");
        caller.unauthorized("payments");
        caller.post(Caller.target("-not-a-name-"), "");
        for (String answer :
                List.of("service-locked", "too-many-requests", "bad-gateway-html", "concurrency-conflict")) {
            mock.script(Scope.ANY, Step.answer(answer));
            caller.reconnect("inventory");
        }
        mock.script(Scope.ANY, Step.answer("service-unavailable").with(Fault.parse("delay:120ms")));
        caller.reconnect("payments");
        String token = mock.token();
        for (int i = 0; i < 6; i++) {
            caller.reconnect("orders", "Authorization", "Bearer " + token);
        }
        mock.script(Scope.backend("payments"), Step.parse("no-answer"));
        mock.script(Scope.backend("pay*"), Step.answer("service-locked").times(12));
        mock.script(Scope.ANY.inSubscription("11111111-1111-1111-1111-111111111111"), Step.parse("reset@in-body"));
        hang(mock.httpEndpoint());
        mock.journal().await(REQUESTS - 1, Browser.PATIENCE);
        return mock;
    }

    /** Sends a request that gets no answer. */
    private static void hang(URI endpoint) {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(Caller.target("payments")))
                .header("Authorization", "Bearer any")
                .POST(BodyPublishers.noBody())
                .build();
        HttpClient.newHttpClient().sendAsync(request, BodyHandlers.discarding()).exceptionally(ended -> null);
    }
}
