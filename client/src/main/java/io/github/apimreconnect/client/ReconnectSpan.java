package io.github.apimreconnect.client;

import com.azure.core.util.Context;
import com.azure.core.util.tracing.SpanKind;
import com.azure.core.util.tracing.StartSpanOptions;
import com.azure.core.util.tracing.Tracer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * The span of a call. Azure Core creates one for each attempt below it.
 *
 * @param tracer where the span is reported
 */
record ReconnectSpan(Tracer tracer) {
    static final String NAME = "BackendReconnect.reconnect";

    <T> Mono<T> around(Context parent, Function<Context, Mono<T>> call) {
        if (!tracer.isEnabled()) {
            return call.apply(parent);
        }
        Context span = tracer.start(NAME, new StartSpanOptions(SpanKind.INTERNAL), parent);
        return call.apply(span)
                .doOnSuccess(done -> tracer.end(null, null, span))
                .doOnError(e -> tracer.end(null, e, span))
                .doOnCancel(() -> tracer.end("cancelled", null, span));
    }
}
