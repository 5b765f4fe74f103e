package io.github.apimreconnect.mockarm.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.mockarm.Acceptable;
import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.connection.Exchange;
import io.github.apimreconnect.mockarm.internal.reply.Header;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import io.github.apimreconnect.mockarm.internal.tls.OwnNames;
import io.github.apimreconnect.mockarm.internal.tls.PendingTls;
import io.github.apimreconnect.mockarm.internal.tls.Tls;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;

/**
 * Arbitrary paths, queries and bodies: the answer is a known one, and anything accepted is also accepted by an oracle.
 */
public final class RequestFuzzTest {
    private static final byte[] NONE = new byte[0];
    private static final String PATH = Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "b1");
    private static final Set<Integer> ANSWERS = Set.of(202, 400, 404);
    /** Includes the answers of other endpoints. */
    private static final Set<Integer> ALL = Set.of(202, 204, 400, 404, 405, 409);

    private static final JsonMapper JSON = new JsonMapper();

    private final Exchange exchange = server().exchange();

    /** Returns a mock's server without a port. */
    public static ArmServer server() {
        SettingsBuilder settings = new SettingsBuilder();
        settings.journal(100);
        return new ArmServer(settings.build(), new PendingTls(() -> Tls.shared(OwnNames.LOOPBACK)));
    }

    @FuzzTest
    void path(byte[] bytes) throws IOException {
        target(new String(bytes, ISO_8859_1));
    }

    @FuzzTest
    void query(byte[] bytes) throws IOException {
        target(PATH + "?" + new String(bytes, ISO_8859_1));
    }

    @FuzzTest
    void body(byte[] bytes) throws IOException {
        Reply reply = answer(PATH + Caller.QUERY, bytes);
        assertThat(reply.status()).isIn(ANSWERS);
        assertThat(reply.status() == 202 && !Acceptable.couldAccept(bytes)).isFalse();
        // A trailing space avoids the byte-by-byte match of known bodies.
        byte[] longWay = Arrays.copyOf(bytes, bytes.length + 1);
        longWay[bytes.length] = ' ';
        assertThat(bytes.length == 0
                        || reply.status()
                                == answer(PATH + Caller.QUERY, longWay).status())
                .isTrue();
    }

    @FuzzTest
    void form(byte[] bytes) throws IOException {
        assertThat(answer("/tenant/oauth2/v2.0/token", bytes).status()).isIn(200, 400, 401);
    }

    private void target(String target) throws IOException {
        if (target.matches("(?s).*[\r\n ].*")) {
            // These characters end a target, so no target contains one.
            return;
        }
        Reply reply = answer(target, NONE);
        assertThat(reply.status()).isIn(ALL);
        assertThat(reply.status() == 202 && !Acceptable.couldAccept(target)).isFalse();
    }

    private Reply answer(String target, byte[] body) throws IOException {
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, target);
        head.headers()
                .set("Host", "localhost")
                .set("Authorization", "Bearer any")
                .set("Content-Type", "application/json");
        Reply reply = exchange.answer(ArmRequest.of(Instant.EPOCH, head, body, false, "https://localhost:8443"))
                .reply();
        for (Header header : reply.headers()) {
            assertThat(header.value()).matches("[ -~]*");
        }
        if (reply.status() >= 400 && reply.body().length > 0) {
            assertThat(JSON.readTree(reply.body()).path("error").isMissingNode())
                    .isFalse();
        }
        return reply;
    }
}
