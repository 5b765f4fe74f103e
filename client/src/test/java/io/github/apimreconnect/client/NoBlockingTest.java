package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.RetryCalls.ID;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import java.io.FileInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** BlockHound watches every test of this module; these tests show that it detects blocking calls. */
final class NoBlockingTest {

    @ParameterizedTest
    @EnumSource
    void blockingOnAnEventLoopIsCaught(Blocking call) {
        StepVerifier.create(Mono.fromCallable(call.code::call).subscribeOn(Schedulers.parallel()))
                .expectErrorSatisfies(e -> assertThat(e).isInstanceOf(BlockingOperationError.class))
                .verify(Duration.ofSeconds(10));
    }

    /** Calls that BlockHound must detect, including those registered by {@link BlockingCalls}. */
    @SuppressWarnings({"ImmutableEnumChecker", "AddressSelection"}) // the calls are made to be caught
    private enum Blocking {
        LATCH(() -> new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS)),
        FUTURE(() -> new CompletableFuture<>().get(10, TimeUnit.SECONDS)),
        THREAD_JOIN(() -> {
            Thread.currentThread().join(1);
            return null;
        }),
        PROCESS(() -> new ProcessBuilder("true").start()),
        NAME(() -> InetAddress.getByName("localhost")),
        ALL_BY_NAME(() -> InetAddress.getAllByName("localhost")),
        ADDRESS(() -> new InetSocketAddress("localhost", 80)),
        LOCAL_HOST(InetAddress::getLocalHost),
        REVERSE_LOOKUP(() -> InetAddress.getByAddress(new byte[] {127, 0, 0, 1}).getHostName()),
        URL_HASH(() -> new URL("http://localhost").hashCode()),
        FILE_READ(() -> Files.readAllBytes(Path.of("pom.xml"))),
        FILE_LIST(() -> Files.list(Path.of("."))),
        FILE_CHECK(() -> Files.isReadable(Path.of("pom.xml"))),
        FILE_CHANNEL(() -> FileChannel.open(Path.of("pom.xml"), StandardOpenOption.READ)),
        FILE_STREAM(() -> new FileInputStream("pom.xml").read());

        private final Callable<?> code;

        Blocking(Callable<?> code) {
            this.code = code;
        }
    }

    @Test
    @SuppressWarnings("AddressSelection") // there is one address
    void anAddressInDigitsIsNotTakenForALookup() {
        StepVerifier.create(Mono.fromCallable(() -> new InetSocketAddress("127.0.0.1", 80).isUnresolved())
                        .subscribeOn(Schedulers.parallel()))
                .expectNext(false)
                .expectComplete()
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

    @Test
    void aFleetThatIsPacedAndRetriedDoesNotBlockTheCallersEventLoop() {
        AtomicInteger sent = new AtomicInteger();
        CannedTransport transport = new CannedTransport(request ->
                Mono.just(CannedResponse.of(request, sent.incrementAndGet() % 10 == 0 ? 503 : 202, "")));
        StepVerifier.create(new BackendReconnectClientBuilder()
                        .httpClient(transport)
                        .chance(() -> 0.01)
                        .buildAsyncClient()
                        .reconnectAll(Flux.range(0, 100).map(i -> ID), new FleetOptions().setWriteBudget(50, 1000))
                        .subscribeOn(Schedulers.parallel())
                        .filter(FleetOutcome.Accepted.class::isInstance)
                        .count())
                .expectNext(100L)
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
