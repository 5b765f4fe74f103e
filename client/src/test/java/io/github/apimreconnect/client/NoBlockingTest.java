package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** BlockHound watches every test of this module; these show that it bites. */
final class NoBlockingTest {
    private static final BackendId ID =
            BackendId.of("0f8fad5b-d9cb-469f-a165-70867728950e", "rg", "svc", "proxybackend");

    @Test
    void blockingOnAnEventLoopIsCaught() {
        StepVerifier.create(Mono.fromCallable(NoBlockingTest::blocked).subscribeOn(Schedulers.parallel()))
                .expectErrorSatisfies(e -> assertThat(e).isInstanceOf(BlockingOperationError.class))
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void aCredentialThatBlocksDoesNotBlockTheCallersEventLoop() {
        TokenCredential blocking = request -> {
            blocked();
            return Mono.just(
                    new AccessToken("t", OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
        };
        StepVerifier.create(new BackendReconnectClientBuilder()
                        .credential(blocking)
                        .httpClient(CannedTransport.answering(202, ""))
                        .buildAsyncClient()
                        .reconnect(ID)
                        .subscribeOn(Schedulers.parallel()))
                .expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    private static boolean blocked() {
        try {
            return new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
