package io.github.apimreconnect.client;

import static com.azure.core.util.tracing.Tracer.PARENT_TRACE_CONTEXT_KEY;
import static io.github.apimreconnect.client.RetryCalls.ID;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.tracing.opentelemetry.OpenTelemetryTracingOptions;
import com.azure.core.util.ClientOptions;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

final class TracingTest {

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetry telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build();

    @Test
    void aCallIsASpanWithOneSpanBelowItForEachAttempt() {
        AtomicInteger exchanges = new AtomicInteger();
        StepVerifier.create(client(new CannedTransport(request ->
                                Mono.just(CannedResponse.of(request, exchanges.incrementAndGet() < 3 ? 503 : 202, ""))))
                        .reconnect(ID))
                .expectComplete()
                .verify(Duration.ofSeconds(10));
        List<SpanData> spans = exporter.getFinishedSpanItems();
        SpanData call = spans.stream()
                .filter(span -> span.getName().equals("BackendReconnect.reconnect"))
                .findFirst()
                .orElseThrow();
        assertThat(spans).hasSize(4);
        assertThat(spans)
                .filteredOn(span -> span != call)
                .extracting(SpanData::getParentSpanId)
                .containsOnly(call.getSpanId());
        assertThat(call.getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);
    }

    @Test
    void theTreeIsTheOneInTheReadme() {
        Span rotation = tracer().spanBuilder("rotate certificates").startSpan();
        AtomicInteger exchanges = new AtomicInteger();
        StepVerifier.create(client(new CannedTransport(request ->
                                Mono.just(CannedResponse.of(request, exchanges.incrementAndGet() < 3 ? 503 : 202, ""))))
                        .reconnect(ID)
                        .contextWrite(context -> context.put(PARENT_TRACE_CONTEXT_KEY, below(rotation))))
                .expectComplete()
                .verify(Duration.ofSeconds(10));
        rotation.end();
        assertThat(tree().replaceFirst("\n", ": the caller's own\n")).isEqualTo("""
                - `rotate certificates`, internal: the caller's own
                  - `BackendReconnect.reconnect`, internal
                    - `POST`, client, status 503
                    - `POST`, client, status 503
                    - `POST`, client, status 202
                """);
        assertThat(Path.of("../README.md")).content().contains(tree().replaceFirst("\n", ": the caller's own\n"));
    }

    @Test
    void withoutAParentInTheReactorContextTheCurrentSpanIsTheParent() throws Exception {
        Span current = tracer().spanBuilder("current").startSpan();
        BackendReconnectAsyncClient client = client(CannedTransport.answering(202, ""));
        below(current)
                .wrap((Callable<Void>) () -> client.reconnect(ID).block(Duration.ofSeconds(10)))
                .call();
        assertThat(callSpan().getParentSpanId())
                .isEqualTo(current.getSpanContext().getSpanId());
    }

    @Test
    void theReactorContextAlsoHasTheParentOfAFleetsCalls() {
        Span parent = tracer().spanBuilder("parent").startSpan();
        StepVerifier.create(client(CannedTransport.answering(202, ""))
                        .reconnectAll(Flux.just(ID))
                        .contextWrite(context -> context.put(PARENT_TRACE_CONTEXT_KEY, below(parent))))
                .expectNextCount(1)
                .expectComplete()
                .verify(Duration.ofSeconds(10));
        assertThat(callSpan().getParentSpanId())
                .isEqualTo(parent.getSpanContext().getSpanId());
    }

    private Tracer tracer() {
        return telemetry.getTracer("caller");
    }

    private static Context below(Span span) {
        return Context.root().with(span);
    }

    private String tree() {
        StringBuilder text = new StringBuilder();
        below(SpanId.getInvalid(), "", text);
        return text.toString();
    }

    private void below(String parent, String indent, StringBuilder text) {
        exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getParentSpanId().equals(parent))
                .sorted(Comparator.comparing(SpanData::getStartEpochNanos))
                .forEach(span -> {
                    text.append(indent + "- `" + span.getName() + "`, ");
                    text.append(span.getKind().name().toLowerCase(Locale.ROOT));
                    Object status = span.getAttributes().get(AttributeKey.longKey("http.response.status_code"));
                    text.append(status == null ? "" : ", status " + status).append('\n');
                    below(span.getSpanId(), indent + "  ", text);
                });
    }

    @Test
    void aRefusalMarksTheSpanAsFailed() {
        StepVerifier.create(client(CannedTransport.answering(404, "")).reconnect(ID))
                .expectError(BackendReconnectException.class)
                .verify(Duration.ofSeconds(10));
        assertThat(callSpan().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void cancelingEndsTheSpan() {
        client(new CannedTransport(request -> Mono.<HttpResponse>never()))
                .reconnect(ID)
                .subscribe()
                .dispose();
        assertThat(callSpan().hasEnded()).isTrue();
    }

    @Test
    void theBodyOfAnAnswerIsThereWithTracingOn() {
        CannedTransport transport = new CannedTransport(request ->
                Mono.just(new CannedResponse(request, 400, new HttpHeaders(), Flux.just(CannedResponse.bytes("why")))));
        StepVerifier.create(client(transport).reconnect(ID))
                .expectErrorSatisfies(e -> assertThat(e).hasMessageContaining("its body begins: why"))
                .verify(Duration.ofSeconds(10));
    }

    private SpanData callSpan() {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals("BackendReconnect.reconnect"))
                .findFirst()
                .orElseThrow();
    }

    private BackendReconnectAsyncClient client(CannedTransport transport) {
        return new BackendReconnectClientBuilder()
                .httpClient(transport)
                .retryOptions(new RetryOptions(new FixedDelayOptions(4, Duration.ofMillis(1))))
                .clientOptions(new ClientOptions()
                        .setTracingOptions(new OpenTelemetryTracingOptions().setOpenTelemetry(telemetry)))
                .buildAsyncClient();
    }
}
