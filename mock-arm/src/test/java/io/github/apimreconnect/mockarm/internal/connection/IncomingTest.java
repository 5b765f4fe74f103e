package io.github.apimreconnect.mockarm.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.internal.RequestFuzzTest;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What an open connection remembers of its last request. */
final class IncomingTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Incoming incoming = new Incoming(RequestFuzzTest.server().connections(), channel);

    @Test
    void aLongHostIsForgottenWithItsRequest() {
        WeakReference<String> host = answered("a".repeat(10_000));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (host.get() != null && System.nanoTime() - end < 0) {
            System.gc();
        }
        assertThat(host.get() == null).as("forgotten").isTrue();
        assertThat(incoming.head()).isNull();
    }

    /** Answers a request for a host, and returns a reference to the host. */
    private WeakReference<String> answered(String host) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        request.headers().set(HttpHeaderNames.HOST, host);
        incoming.begin(request);
        assertThat(incoming.soFar(request).authority()).hasValue(host);
        incoming.answered();
        return new WeakReference<>(host);
    }
}
