package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.RetryCalls.LIMIT;
import static io.github.apimreconnect.client.RetryCalls.client;
import static io.github.apimreconnect.client.RetryCalls.verify;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What the failure of a call carries. Virtual time is shared by all threads, so these tests run alone. */
@Isolated
final class RetryFailuresTest {
    private final Script script = new Script();
    private final CannedTransport transport = new CannedTransport(script);

    @Test
    void earlierFailuresAreSuppressedInOrder() {
        IOException reset = new IOException("reset");
        script.then(503).fail(reset).then(404);
        verify(client(transport))
                .thenAwait(Duration.ofMinutes(1))
                .expectErrorSatisfies(e -> {
                    assertThat(e).hasMessageStartingWith("404 ").hasMessageEndingWith("3 attempts)");
                    assertThat(e.getSuppressed()).hasSize(2);
                    assertThat(e.getSuppressed()[0])
                            .hasMessageStartingWith("503 ")
                            .hasMessageEndingWith("1 attempt)");
                    assertThat(e.getSuppressed()[1]).isSameAs(reset);
                })
                .verify(LIMIT);
    }

    @Test
    void aTransportFailureKeepsItsTypeAfterTheRetries() {
        for (int i = 0; i < 5; i++) {
            script.fail(new IOException("reset " + i));
        }
        verify(client(transport))
                .thenAwait(Duration.ofMinutes(1))
                .expectErrorSatisfies(e -> {
                    assertThat(e).isInstanceOf(IOException.class).hasMessage("reset 4");
                    assertThat(e.getSuppressed())
                            .extracting(Throwable::getMessage)
                            .containsExactly("reset 0", "reset 1", "reset 2", "reset 3");
                })
                .verify(LIMIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void twentyThousandRetriesFitOnTheStackAndKeepFewFailures(int delayMillis) {
        int[] exchanges = new int[1];
        CannedTransport failing =
                new CannedTransport(request -> Mono.error(new IOException("reset " + ++exchanges[0])));
        RetryOptions fixed = new RetryOptions(new FixedDelayOptions(20_000, Duration.ofMillis(delayMillis)));
        verify(client(failing).retryOptions(fixed))
                .thenAwait(Duration.ofMinutes(1))
                .expectErrorSatisfies(e -> {
                    assertThat(e).isInstanceOf(IOException.class).hasMessage("reset 20001");
                    assertThat(e.getSuppressed())
                            .extracting(Throwable::getMessage)
                            .containsExactly(
                                    "reset 1",
                                    "19995 failures omitted, from attempts 2 to 19996",
                                    "reset 19997",
                                    "reset 19998",
                                    "reset 19999",
                                    "reset 20000");
                })
                .verify(Duration.ofMinutes(1));
        assertThat(exchanges[0]).isEqualTo(20_001);
    }

    @Test
    void aTransportFailureThatOthersMayShareIsNotChanged() {
        UnknownHostException shared = new UnknownHostException("no.such.host");
        for (int i = 0; i < 5; i++) {
            script.fail(shared);
        }
        verify(client(transport))
                .thenAwait(Duration.ofMinutes(1))
                .expectErrorSatisfies(e -> {
                    assertThat(e)
                            .isInstanceOf(UnknownHostException.class)
                            .hasMessage("no.such.host")
                            .hasCause(shared);
                    assertThat(e.getSuppressed()).hasSize(4);
                })
                .verify(LIMIT);
        assertThat(shared.getSuppressed()).isEmpty();
    }

    @Test
    void aTransportFailureWithoutRetriesIsTheTransportsOwn() {
        UnknownHostException shared = new UnknownHostException("no.such.host");
        script.fail(shared);
        verify(client(transport).retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ZERO))))
                .expectErrorSatisfies(e -> assertThat(e).isSameAs(shared))
                .verify(LIMIT);
    }
}
