package io.github.apimreconnect.mockarm;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private static final Logger LOG = LoggerFactory.getLogger(MockArm.class);
    private static final String TENANT = "00000000-0000-0000-0000-000000000000";

    private final Settings settings;
    private final PendingTls tls;
    private final ArmService service;
    private final List<Channel> listening;
    private final AtomicBoolean closed = new AtomicBoolean();

    private MockArm(Settings settings, PendingTls tls, ArmService service, List<Channel> listening) {
        this.settings = settings;
        this.tls = tls;
        this.service = service;
        this.listening = listening;
        service.listensAt(settings.origin(port()));
        // Not before: an answer can have the origin in it.
        listening.forEach(Listener::accept);
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

    /** Returns what it consists of, for tests. */
    ArmService service() {
        return service;
    }

    /** Opens the port; TLS may be in the making. */
    static MockArm open(Settings settings, Contract contract, PendingTls tls) {
        ArmService service = new ArmService(settings, contract, tls);
        Listener listener = new Listener(Loops.acquire(), tls, service);
        try {
            return new MockArm(settings, tls, service, Loopback.bind(listener::bind, settings.host(), settings.port()));
        } catch (RuntimeException e) {
            Loops.release();
            throw e;
        }
    }

    /** Waits for TLS, and closes the mock if there can be none. */
    MockArm withTls() {
        try {
            tls.await();
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
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
        return address().getPort();
    }

    /** The address of the first socket, for a request to oneself. */
    InetSocketAddress address() {
        return (InetSocketAddress) listening.get(0).localAddress();
    }

    /**
     * Returns the certificate authority of {@link #endpoint()}. It is made anew in each JVM.
     *
     * @return the certificate to trust
     */
    public X509Certificate certificateAuthority() {
        return tls.await().authority();
    }

    /**
     * Returns a TLS context that trusts this mock and nothing else.
     *
     * @return a context for {@code java.net.http} and other clients on the JDK's own TLS
     */
    public SSLContext sslContext() {
        return tls.await().trustingContext();
    }

    /**
     * Writes {@code ca.pem} and {@code truststore.p12} (password {@code changeit}) for clients in other processes.
     *
     * @param folder the folder, made if it is not there
     * @return the path of {@code ca.pem}
     */
    public Path writeTrustMaterial(Path folder) {
        return tls.await().writeTo(folder);
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
        Instant now = Instant.now();
        return service.tokens()
                .sign(Tokens.issuer(service.origin(), TENANT), TENANT, "mock-arm", audience, now, now.plus(lifetime));
    }

    /**
     * Ends every token issued so far. Under {@link Auth#ISSUED} a request with one is answered with the claims challenge
     * of continuous access evaluation, and succeeds with the next token.
     */
    public void revokeTokens() {
        service.tokens().revoke();
    }

    /**
     * Scripts the requests to come: each step is for one request that passes every check, or for as many as it says.
     *
     * @param scope which requests; of several scripts for one request the first that is not used up counts
     * @param steps an answer, a fault, or both, each
     * @return the script, which knows what is left of it
     * @throws IllegalArgumentException if there is no answer of a name; the message lists those there are
     * @throws IllegalStateException if 1,000 scripts, or scripts of 100,000 steps, are not used up
     */
    public Script script(Scope scope, Step... steps) {
        return service.scenario().add(scope, List.of(steps), 1);
    }

    /**
     * Throws if a script was not used up: the requests it was for did not come.
     *
     * @throws AssertionError naming the scripts and what is left of them
     */
    public void verifyScriptsUsed() {
        List<Script> unused = service.scenario().scripts();
        if (!unused.isEmpty()) {
            throw new AssertionError("Scripts were not used up: "
                    + unused.stream().map(Script::toString).collect(Collectors.joining(", ")));
        }
    }

    /**
     * Lets something go wrong with the connections to come.
     *
     * @param fault what
     * @param count for how many connections
     */
    public void nextConnections(ConnectionFault fault, int count) {
        service.connectionFaults().next(fault, count);
    }

    /**
     * Returns the requests that came.
     *
     * @return the journal, live
     */
    public Journal journal() {
        return service.journal();
    }

    /**
     * Returns the reconnects that were accepted.
     *
     * @return the reconnects, live
     */
    public Reconnects reconnects() {
        return service.reconnects();
    }

    /**
     * Returns the virtual clock.
     *
     * @return the clock, to be advanced
     * @throws IllegalStateException if the mock runs on real time, which nobody can advance
     */
    public MockClock clock() {
        Clock clock = settings.clock();
        if (clock instanceof MockClock virtual) {
            return virtual;
        }
        throw new IllegalStateException("The mock runs on real time; start it with virtualClock(), or --clock virtual");
    }

    /** Forgets what came, what was scripted and what buckets were spent; clock, tokens and settings stay. */
    public void reset() {
        service.reset();
    }

    /**
     * Stops listening and closes every connection. Requests that have come are answered first, and one of which a part
     * has come may be completed, for as long as the drain timeout says. Logs the scripts that were not used up. Does
     * nothing the second time.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        Drain.run(listening, service, settings.drainTimeout());
        Loops.release();
        service.scenario().scripts().forEach(script -> LOG.warn("Not used up: {}", script));
    }

    /** Whether {@link #close()} was called. */
    boolean isClosed() {
        return closed.get();
    }

    /** Returns where the mock serves. */
    @Override
    public String toString() {
        return "MockArm[" + endpoint() + "]";
    }
}
