package io.github.apimreconnect.mockarm;

import io.github.apimreconnect.mockarm.internal.ArmServer;
import io.github.apimreconnect.mockarm.internal.dispatch.PendingScript;
import io.github.apimreconnect.mockarm.internal.token.Tokens;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * A running mock of the Azure Resource Manager (ARM) endpoint for API Management's "Backend - Reconnect", which also
 * issues tokens for it.
 *
 * <pre>{@code
 * try (MockArm mock = MockArm.builder().auth(Auth.NONE).start()) {
 *     BackendReconnectAsyncClient client = new BackendReconnectClientBuilder()
 *             .endpoint(mock.httpEndpoint().toString())
 *             .buildAsyncClient();
 *     StepVerifier.create(client.reconnect(backend)).verifyComplete();
 *     assertThat(mock.journal().last().status()).isEqualTo(202);
 * }
 * }</pre>
 *
 * <p>It listens on one port, for both TLS and plain HTTP, of the loopback addresses unless a host is set. Many mocks can run in one JVM; they
 * share event loops that nothing else uses. Thread-safe.
 */
public final class MockArm implements AutoCloseable {

    private final ArmServer server;

    MockArm(ArmServer server) {
        this.server = server;
    }

    /**
     * Starts a mock with the defaults of {@link MockArmBuilder}, on any free port. Blocks until it serves.
     *
     * @return the mock, already serving
     */
    public static MockArm start() {
        return builder().start();
    }

    /**
     * Returns a builder for a mock with other settings.
     *
     * @return a new builder
     */
    public static MockArmBuilder builder() {
        return new MockArmBuilder();
    }

    /** Returns the underlying server, for tests. */
    ArmServer server() {
        return server;
    }

    /**
     * Returns the TLS endpoint.
     *
     * @return such as {@code https://localhost:8443}, or with the first public name if there are some; also the
     *     authority host for Azure Identity. {@link URI#getHost} is null for a name with an underscore
     */
    public URI endpoint() {
        return URI.create(server.origin());
    }

    /**
     * Returns the plain HTTP endpoint, on the same port.
     *
     * @return such as {@code http://localhost:8443}
     */
    public URI httpEndpoint() {
        return URI.create(server.httpOrigin());
    }

    /**
     * Returns the port of both endpoints.
     *
     * @return the port
     */
    public int port() {
        return server.address().getPort();
    }

    /**
     * Returns the certificate authority of {@link #endpoint()}. Each JVM creates its own.
     *
     * @return the certificate to trust
     */
    public X509Certificate certificateAuthority() {
        return server.tls().await().trust().authority();
    }

    /**
     * Returns a TLS context that trusts only this mock.
     *
     * @return a context for {@code java.net.http} and other clients that use the JDK's TLS
     */
    public SSLContext sslContext() {
        return server.tls().await().trust().context();
    }

    /**
     * Writes {@code ca.pem} and {@code truststore.p12} (password {@code changeit}) for clients in other processes.
     *
     * @param folder the folder, created if missing
     * @return the path of {@code ca.pem}
     * @throws UncheckedIOException if a file cannot be written; the message names it
     */
    public Path writeTrustMaterial(Path folder) {
        return server.tls().await().trust().writeTo(folder);
    }

    /**
     * Returns a token for ARM issued by this mock, valid for an hour.
     *
     * @return the token, to be sent as {@code Authorization: Bearer}
     */
    public String token() {
        return token("https://management.azure.com", Tokens.LIFETIME);
    }

    /**
     * Returns a token issued by this mock, for tests of what it refuses under {@link Auth#ISSUED}.
     *
     * @param audience the token's audience; ARM's is {@code https://management.azure.com}
     * @param lifetime how long the token is valid; negative for an expired one
     * @return the token
     */
    public String token(String audience, Duration lifetime) {
        Instant now = Instant.now();
        return server.tokens()
                .sign(
                        Tokens.issuer(server.origin(), Tokens.TENANT),
                        Tokens.TENANT,
                        "mock-arm",
                        audience,
                        now,
                        now.plus(lifetime));
    }

    /**
     * Revokes all tokens issued so far. Under {@link Auth#ISSUED}, a request with a revoked token gets the claims
     * challenge of continuous access evaluation; a retry with a new token succeeds.
     */
    public void revokeTokens() {
        server.tokens().revoke();
    }

    /**
     * Scripts future requests: each step applies to one request that passes every check, or to as many as it says.
     *
     * @param scope the requests to script; if several scripts match a request, the first with steps left applies
     * @param steps each a canned answer, a fault, or both, or an inline answer
     * @return the script, which knows its remaining steps
     * @throws IllegalArgumentException if a canned answer is unknown; the message lists the known ones. If an inline
     *     answer is invalid; the message names step and field. If there are no steps, or the scope has a lone surrogate
     * @throws IllegalStateException if, with this one, the scripts not used up would be more than 1,000, have more than
     *     100,000 steps, or have inline answers of more than 16 MiB or an eighth of the heap
     */
    public Script script(Scope scope, Step... steps) {
        return server.dispatcher().add(scope, List.of(steps), 1);
    }

    /**
     * Throws if a script was not used up because the requests it was for did not arrive.
     *
     * @throws AssertionError naming the scripts and their remaining steps
     */
    public void verifyScriptsUsed() {
        List<PendingScript> unused = server.dispatcher().scripts();
        if (!unused.isEmpty()) {
            throw new AssertionError("Scripts were not used up: "
                    + unused.stream().map(Script::toString).collect(Collectors.joining(", ")));
        }
    }

    /**
     * Throws if a request was refused since the mock started or was last reset: by a check, by the token endpoint, or
     * because it was not valid HTTP. Counts are exact even if the journal has dropped the requests.
     *
     * <pre>{@code
     * try (MockArm mock = MockArm.start()) {
     *     // call the mock
     *     mock.verifyNoneRefused();
     * }
     * }</pre>
     *
     * @throws AssertionError with the number of refusals by check, and the first ones that the journal still has
     */
    public void verifyNoneRefused() {
        Refusals.verifyNone(
                server.memory().verdict().refusalsSinceReset(),
                server.memory().journal().retained());
    }

    /**
     * Injects a fault into the next connections, instead of those that an earlier call left.
     *
     * @param fault the fault
     * @param count the number of connections, 0 or more
     * @throws IllegalArgumentException if the number is negative
     */
    public void nextConnections(ConnectionFault fault, int count) {
        server.connections().faults().next(fault, count);
    }

    /**
     * Returns the requests received.
     *
     * @return the journal, live
     */
    public Journal journal() {
        return server.memory().journal();
    }

    /**
     * Returns the accepted reconnects.
     *
     * @return the reconnects, live
     */
    public Reconnects reconnects() {
        return server.memory().reconnects();
    }

    /**
     * Returns the virtual clock.
     *
     * @return the clock, for tests to advance
     * @throws IllegalStateException if the mock runs on real time, which cannot be advanced
     */
    public MockClock clock() {
        Clock clock = server.clock();
        if (clock instanceof MockClock virtual) {
            return virtual;
        }
        throw new IllegalStateException(
                "The mock uses the real clock; start it with virtualClock(), or --clock virtual");
    }

    /** Clears everything recorded and scripted, and refills the write buckets; keeps clock, tokens and settings. */
    public void reset() {
        server.reset();
    }

    /**
     * Stops listening and closes every connection. First, for up to the drain timeout, answers the requests received
     * and lets partly received ones complete. Blocks until then. Logs the scripts that were not used up. Idempotent.
     */
    @Override
    public void close() {
        server.close();
    }

    @Override
    public String toString() {
        return "MockArm[" + endpoint() + "]";
    }
}
