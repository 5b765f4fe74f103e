package io.github.apimreconnect.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.client.FleetOptions;
import io.github.apimreconnect.client.FleetPlan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

final class FleetStopTest {
    private final StringWriter err = new StringWriter();
    private final FleetStop stop =
            new FleetStop(new Report(false, false, new PrintWriter(new StringWriter()), new PrintWriter(err, true)));

    @Test
    void aSignalBeforeTheRunEndsTheProcess() {
        assertThat(stop.isLast()).isTrue();
        assertThat(err.toString())
                .isEqualTo("apim-reconnect: interrupted; nothing was sent; reconnecting twice is harmless\n");
    }

    @Test
    void theFirstSignalStopsTheRunAndTheSecondEndsTheProcess() {
        VirtualTimeScheduler timer = VirtualTimeScheduler.create();
        ProgressLines progress = progress(timer);
        stop.running(progress);
        assertThat(stop.isLast()).isFalse();
        StepVerifier.create(Mono.from(stop.whenStopped())).expectComplete().verify(Duration.ofSeconds(10));
        assertThat(err.toString()).contains("stopping; what is in flight has 10 s");
        assertThat(stop.isLast()).isTrue();
    }

    @Test
    void signalsStopTheRunAndEndTheProcessEvenIfStderrIsNotRead() throws Exception {
        CountDownLatch printing = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        stop.running(new FleetProgress() {
            @Override
            public void print(String line) {
                printing.countDown();
                try {
                    read.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }

            @Override
            public void close() {}
        });
        Executor signals = handler -> new Thread(handler).start();
        try {
            CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(stop::isLast, signals);
            assertThat(printing.await(10, TimeUnit.SECONDS)).isTrue();
            StepVerifier.create(Mono.from(stop.whenStopped())).expectComplete().verify(Duration.ofSeconds(10));
            assertThat(CompletableFuture.supplyAsync(stop::isLast, signals).get(10, TimeUnit.SECONDS))
                    .isTrue();
            read.countDown();
            assertThat(first.get(10, TimeUnit.SECONDS)).isFalse();
        } finally {
            read.countDown();
        }
    }

    @Test
    void aSignalAfterTheRunDoesNotChangeItsResult() {
        stop.running(progress(VirtualTimeScheduler.create()));
        assertThat(stop.ended()).isFalse();
        assertThat(stop.isLast()).isFalse();
        StepVerifier.create(Mono.from(stop.whenStopped()))
                .expectSubscription()
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void aLineIsPrintedEveryTenSeconds() {
        VirtualTimeScheduler timer = VirtualTimeScheduler.create();
        ProgressLines progress = progress(timer);
        timer.advanceTimeBy(Duration.ofMillis(9_999));
        assertThat(err.toString()).isEmpty();
        timer.advanceTimeBy(Duration.ofMillis(10_001));
        assertThat(err.toString()).hasLineCount(2);
        progress.close();
        assertThat(err.toString()).hasLineCount(3);
    }

    private ProgressLines progress(VirtualTimeScheduler timer) {
        FleetMeter meter = new FleetMeter(new FleetPlan(Map.of()), new FleetOptions(), () -> 0);
        return new ProgressLines(meter, new PrintWriter(err, true), timer);
    }
}
