package io.github.apimreconnect.it.load;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.BackendReconnectException;
import io.github.apimreconnect.mockarm.ConnectionFault;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/**
 * One call through one fault, with its own mock and transport.
 *
 * @param fault the fault's text
 * @param setting the client's
 */
record FaultTrial(String fault, FaultMatrix.Setting setting) {
    private static final BackendId BACKEND =
            BackendId.of("0f8fad5b-d9cb-469f-a165-70867728950e", "rg1", "apimService1", "proxybackend");
    private static final String CONNECTION = "connection ";

    /** How far the total timeout may be exceeded on a busy machine. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    /** Returns how the call ended, as a line of the report. Blocks. */
    String outcome() {
        try (MockArm mock = MockArm.start();
                LoadClient transport =
                        new LoadClient(mock.endpoint(), mock.certificateAuthority(), FaultMatrix.RESPONSE)) {
            strike(mock);
            Counter attempts = new Counter();
            String end = setting.applyTo(transport.builder())
                    .addPolicy(attempts)
                    .buildAsyncClient()
                    .reconnect(BACKEND, Duration.ofMinutes(2))
                    .thenReturn("accepted")
                    .onErrorResume(failure -> Mono.just(text(failure)))
                    .timeout(setting.total().plus(SLACK), Mono.just("hangs past its deadline"))
                    .block();
            long heard = mock.journal().count();
            return "%-36s %-28s %-62s %d sent, %d heard".formatted(fault, setting, end, attempts.count.get(), heard);
        }
    }

    private void strike(MockArm mock) {
        if (fault.startsWith(CONNECTION)) {
            String name = fault.substring(CONNECTION.length());
            ConnectionFault connection = Arrays.stream(ConnectionFault.values())
                    .filter(one -> one.toString().equals(name))
                    .findFirst()
                    .orElseThrow();
            mock.nextConnections(connection, setting.strikes());
        } else {
            mock.script(Scope.ANY, Step.parse(fault).times(setting.strikes()));
        }
    }

    /** Returns the error as the caller sees it: its type and distinguishing details. */
    private static String text(Throwable failure) {
        // Whether a lost peer shows as a reset, a broken handshake or an early end depends on the kernel.
        String type = failure instanceof IOException
                ? "IOException"
                : failure.getClass().getSimpleName();
        String earlier =
                failure.getSuppressed().length == 0 ? "" : ", " + failure.getSuppressed().length + " suppressed";
        return failure instanceof BackendReconnectException refused
                ? type + " " + refused.getStatusCode() + " "
                        + refused.getValue().getCode() + earlier
                : type + earlier;
    }

    private static final class Counter implements HttpPipelinePolicy {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
            return Mono.defer(() -> {
                count.incrementAndGet();
                return next.process();
            });
        }

        @Override
        public HttpPipelinePosition getPipelinePosition() {
            return HttpPipelinePosition.PER_RETRY;
        }
    }
}
