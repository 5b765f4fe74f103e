package io.github.apimreconnect.it;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.Response;
import com.azure.identity.ClientSecretCredentialBuilder;
import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.client.BackendReconnectClientBuilder;
import io.github.apimreconnect.client.BackendReconnectContract;
import io.github.apimreconnect.client.BackendReconnectException;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sends the sample request from the REST page "Backend - Reconnect" end to end: a token from Azure Identity, TLS, the
 * mock's checks, 202. Then sends a request that is refused.
 */
public final class Demo {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final BackendId SAMPLE =
            BackendId.of("00000000-0000-0000-0000-000000000000", "rg1", "apimService1", "proxybackend");

    private Demo() {}

    /**
     * Runs the demo, in a few seconds.
     *
     * @param args none
     */
    public static void main(String[] args) {
        long started = System.nanoTime();
        try (MockArm mock = MockArm.builder().auth(Auth.ISSUED).start();
                Transport transport = new Transport(mock)) {
            show(mock, transport);
            fleet();
        } catch (RuntimeException | Error e) {
            System.err.println("The demo failed: " + e);
            System.exit(1);
        }
        System.out.printf(Locale.ROOT, "%nThe demo took %d ms.%n", millisSince(started));
    }

    static void show(MockArm mock, Transport transport) {
        accepted(mock, transport);
        refused(mock, transport);
    }

    private static void accepted(MockArm mock, Transport transport) {
        BackendReconnectAsyncClient client = builder(mock, transport).buildAsyncClient();
        long sent = System.nanoTime();
        Response<Void> response = client.reconnectWithResponse(
                        SAMPLE, new BackendReconnectContract(Duration.ofSeconds(3)))
                .block(LIMIT);
        if (response == null) {
            throw new IllegalStateException("No response came");
        }
        JournalEntry seen = mock.journal().last();
        System.out.println("Reconnect, as the mock of Azure Resource Manager saw it:");
        line("request", seen.method() + " " + mock.endpoint() + seen.target());
        line(
                "authorization",
                seen.headers().containsKey("Authorization") ? "a token from ClientSecretCredential" : "-");
        line("body", seen.body());
        line("status", response.getStatusCode() + " Accepted");
        for (String header : new String[] {
            "x-ms-request-id", "x-ms-correlation-request-id", "x-ms-ratelimit-remaining-subscription-writes"
        }) {
            line(header, response.getHeaders().getValue(HttpHeaderName.fromString(header)));
        }
        line("milliseconds", millisSince(sent) + ", with the first token and TLS handshake");
    }

    private static void refused(MockArm mock, Transport transport) {
        BackendReconnectAsyncClient client =
                builder(mock, transport).apiVersion("2016-10-10").buildAsyncClient();
        System.out.println("\nThe same with an api-version that has no reconnect, as the caller sees it:");
        try {
            client.reconnect(SAMPLE).block(LIMIT);
            throw new IllegalStateException("The mock accepted api-version 2016-10-10");
        } catch (BackendReconnectException e) {
            line("exception", e.getClass().getSimpleName());
            line("status", Integer.toString(e.getStatusCode()));
            line("code", e.getValue().getCode());
            line("message", e.getMessage());
        }
    }

    private static void fleet() {
        try (MockArm mock = MockArm.builder()
                        .auth(Auth.ISSUED)
                        .throttle(DemoFleet.bucket())
                        .start();
                Transport transport = new Transport(mock)) {
            DemoFleet.show(builder(mock, transport).buildAsyncClient());
        }
    }

    static BackendReconnectClientBuilder builder(MockArm mock, Transport transport) {
        return new BackendReconnectClientBuilder()
                .endpoint(mock.endpoint().toString())
                .credential(credential(mock, transport))
                .httpClient(transport.client());
    }

    private static TokenCredential credential(MockArm mock, Transport transport) {
        return new ClientSecretCredentialBuilder()
                .authorityHost(mock.endpoint().toString())
                .disableInstanceDiscovery()
                .tenantId("11111111-1111-1111-1111-111111111111")
                .clientId("22222222-2222-2222-2222-222222222222")
                .clientSecret("any-secret-will-do")
                .httpClient(transport.client())
                .build();
    }

    private static void line(String name, @Nullable String value) {
        System.out.printf(Locale.ROOT, "  %-46s %s%n", name, value);
    }

    private static long millisSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }
}
