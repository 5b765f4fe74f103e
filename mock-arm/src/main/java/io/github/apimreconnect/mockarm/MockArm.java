package io.github.apimreconnect.mockarm;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A running mock of the Azure Resource Manager (ARM) endpoint, serving "Backend - Reconnect" of API Management and the
 * tokens for it.
 *
 * <pre>{@code
 * try (MockArm mock = MockArm.start()) {
 *     // point a client at mock.endpoint(), trusting mock.certificateAuthority()
 *     assertThat(mock.journal().last().status()).isEqualTo(202);
 * }
 * }</pre>
 *
 * <p>It listens on one port of the loopback addresses, for TLS and plain HTTP alike. Many can run in one JVM; they share
 * event loops of their own. Safe for use by several threads.
 */
public final class MockArm implements AutoCloseable {
    private static final String TENANT = "00000000-0000-0000-0000-000000000000";

    private final Settings settings;
    private final Tls tls;
    private final Tokens tokens = new Tokens();
    private final TokenEndpoint tokenEndpoint = new TokenEndpoint(tokens);
    private final Admin admin;
    private final Checks checks;
    private final Journal journal;
    private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);
    private final InFlight inFlight = new InFlight();
    private final List<DisposableServer> servers = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private MockArm(Settings settings, Contract contract, Tls tls) {
        this.settings = settings;
        this.tls = tls;
        this.admin = new Admin(tls);
        this.checks = new Checks(settings, contract, new TokenCheck(settings.auth(), tokens));
        this.journal = new Journal(settings.journalCapacity());
    }

    /**
     * Starts a mock with the defaults of {@link MockArmBuilder}, on any free port.
     *
     * @return the mock, which serves already
     */
    public static MockArm start() {
        return builder().start();
    }

    /**
     * Returns a builder, for a mock with other settings.
     *
     * @return a new builder
     */
    public static MockArmBuilder builder() {
        return new MockArmBuilder();
    }

    static MockArm start(Settings settings, Contract contract, Tls tls) {
        MockArm mock = new MockArm(settings, contract, tls);
        Listener listener =
                new Listener(Loops.acquire(), tls.server(), mock.connections, settings.limits(), mock::handle);
        try {
            mock.servers.addAll(Loopback.bind(listener, settings.host(), settings.port()));
        } catch (RuntimeException e) {
            Loops.release();
            throw e;
        }
        return mock;
    }

    private Publisher<Void> handle(HttpServerRequest in, HttpServerResponse out) {
        Instant arrived = settings.clock().instant();
        in.withConnection(connection -> HeadTimeout.headArrived(connection.channel()));
        inFlight.begin();
        return ArmRequest.read(in, arrived, settings::origin)
                .timeout(settings.limits().body())
                .map(request -> answer(request).closingAfter(request.bodyTooLarge()))
                .onErrorResume(e -> Mono.just(unread(ArmRequest.withoutBody(in, arrived, settings::origin), e)))
                .flatMap(reply -> Mono.from(reply.send(out)))
                .doFinally(end -> {
                    in.withConnection(connection -> HeadTimeout.answered(connection.channel()));
                    inFlight.end();
                });
    }

    /** The answer to a request that did not come whole, or that the mock failed on; no text of the cause goes out. */
    private Reply unread(ArmRequest request, Throwable cause) {
        boolean late = cause instanceof TimeoutException;
        ArmReply.ArmError error = late
                ? new ArmReply.ArmError("RequestTimeout", "The request did not arrive in time.")
                : new ArmReply.ArmError(
                        "InternalServerError",
                        "mock-arm failed on this request: " + cause.getClass().getSimpleName());
        Reply reply = ArmReply.error(late ? 408 : 500, request.arrived(), error).closingAfter(true);
        String check = late ? "body time" : "mock-arm itself";
        journal.write(JournalEntry.of(request, reply, new Refusal(check, error.message(), reply)));
        return reply;
    }

    private Reply answer(ArmRequest request) {
        if (Admin.isFor(request)) {
            return admin.answer(request);
        }
        if (TokenEndpoint.isFor(request)) {
            Reply reply = tokenEndpoint.answer(request);
            journal.write(JournalEntry.of(request, reply, null));
            return reply;
        }
        try {
            Reply reply = ArmReply.accepted(request.arrived(), checks.check(request));
            journal.write(JournalEntry.of(request, reply, null));
            return reply;
        } catch (RefusedException e) {
            journal.write(JournalEntry.of(request, e.refusal().reply(), e.refusal()));
            return e.refusal().reply();
        }
    }

    /**
     * Returns where the mock serves over TLS.
     *
     * @return such as {@code https://localhost:8443}; also the authority host for Azure Identity
     */
    public URI endpoint() {
        return URI.create(settings.origin(port()));
    }

    /**
     * Returns where the mock serves without TLS: the same port.
     *
     * @return such as {@code http://localhost:8443}
     */
    public URI httpEndpoint() {
        return URI.create(settings.origin(port()).replaceFirst("^https", "http"));
    }

    /**
     * Returns the port, of both endpoints.
     *
     * @return the port
     */
    public int port() {
        return servers.get(0).port();
    }

    /** The address of the first socket, for a request to oneself. */
    InetSocketAddress address() {
        return (InetSocketAddress) servers.get(0).address();
    }

    /**
     * Returns the certificate authority of {@link #endpoint()}. It is made anew in each JVM.
     *
     * @return the certificate to trust
     */
    public X509Certificate certificateAuthority() {
        return tls.authority();
    }

    /**
     * Returns a TLS context that trusts this mock and nothing else.
     *
     * @return a context for {@code java.net.http} and other clients on the JDK's own TLS
     */
    public SSLContext sslContext() {
        return tls.trustingContext();
    }

    /**
     * Writes {@code ca.pem} and {@code truststore.p12} (password {@code changeit}) for clients in other processes.
     *
     * @param folder the folder, made if it is not there
     * @return the path of {@code ca.pem}
     */
    public Path writeTrustMaterial(Path folder) {
        return tls.writeTo(folder);
    }

    /**
     * Returns a token for ARM that this mock issued, good for an hour.
     *
     * @return the token, to be sent as {@code Authorization: Bearer}
     */
    public String token() {
        return token("https://management.azure.com", Tokens.LIFETIME);
    }

    /**
     * Returns a token that this mock issued, for tests of what it refuses under {@link Auth#ISSUED}.
     *
     * @param audience what the token is for; ARM's is {@code https://management.azure.com}
     * @param lifetime how long it is good; negative for one that has expired
     * @return the token
     */
    public String token(String audience, Duration lifetime) {
        Instant now = settings.clock().instant();
        return tokens.sign(
                Tokens.issuer(settings.origin(port()), TENANT), TENANT, "mock-arm", audience, now, now.plus(lifetime));
    }

    /**
     * Returns the requests that came.
     *
     * @return the journal, live
     */
    public Journal journal() {
        return journal;
    }

    /**
     * Stops listening, waits for requests in flight as long as the settings say, and closes every connection. Does
     * nothing the second time.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Loopback.close(servers, connections, inFlight, settings.drainTimeout());
            Loops.release();
        }
    }

    /** Returns where the mock serves. */
    @Override
    public String toString() {
        return "MockArm[" + endpoint() + "]";
    }
}
