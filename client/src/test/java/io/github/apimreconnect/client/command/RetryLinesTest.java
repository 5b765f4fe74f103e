package io.github.apimreconnect.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

final class RetryLinesTest {
    private static final String FIRST = "apim-reconnect: attempt 1 of 5 failed: connection refused; trying again\n";

    private final StringWriter err = new StringWriter();
    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();

    @Test
    void aFailureIsPrintedWhenTheNextAttemptBegins() {
        RetryLines lines = lines(Peer.RESOURCE_MANAGER);
        assertThat(lines.sent()).isFalse();
        fails(lines, "https://a");
        assertThat(lines.sent()).isTrue();
        assertThat(err.toString()).isEmpty();
        fails(lines, "https://a");
        assertThat(err.toString()).isEqualTo(FIRST);
    }

    @Test
    void aFailureIsPrintedOnceWhenTheWaitIsLong() {
        RetryLines lines = lines(Peer.RESOURCE_MANAGER);
        fails(lines, "https://a");
        timer.advanceTimeBy(Duration.ofMillis(1_999));
        assertThat(err.toString()).isEmpty();
        timer.advanceTimeBy(Duration.ofMillis(1));
        assertThat(err.toString()).isEqualTo(FIRST);
        fails(lines, "https://a");
        assertThat(err.toString()).isEqualTo(FIRST);
    }

    @Test
    void theLastFailureIsLeftToTheReport() {
        RetryLines lines = lines(Peer.RESOURCE_MANAGER);
        fails(lines, "https://a");
        lines.stop();
        timer.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theNextCredentialIsNotARetryOfTheOneBefore() {
        RetryLines lines = lines(Peer.AUTHORITY);
        fails(lines, "https://a");
        timer.advanceTimeBy(Duration.ofMinutes(1));
        fails(lines, "https://b");
        assertThat(err.toString()).isEmpty();
        fails(lines, "https://b");
        assertThat(err.toString())
                .isEqualTo("apim-reconnect: token request failed: connection refused; trying again\n");
    }

    private RetryLines lines(Peer peer) {
        return new RetryLines(new PrintWriter(err, true), peer, 5, timer);
    }

    private static void fails(RetryLines lines, String url) {
        HttpPipeline pipeline = new HttpPipelineBuilder()
                .policies(lines)
                .httpClient(request -> Mono.error(new ConnectException("Connection refused")))
                .build();
        StepVerifier.create(pipeline.send(new HttpRequest(HttpMethod.POST, url), Context.NONE))
                .verifyError(ConnectException.class);
    }
}
