package io.github.apimreconnect.mockarm;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Optional;

/** What HTTP itself has against a request, before ARM is asked; such a request ends its connection. */
final class HeadCheck {
    /** The body did not come in time. */
    static final Refused LATE = new Refused("request-timeout", "A body has 30 seconds to come.");

    private static final String CONTINUE = "100-continue";
    private static final String NOT_IN_HOST = "/?#@\\, \t";

    private HeadCheck() {}

    /**
     * A request refused.
     *
     * @param answer the name of the answer
     * @param reason what was expected
     */
    record Refused(String answer, String reason) {}

    /** What is wrong with a head that could be read. */
    static Optional<Refused> refusal(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return refused("version-not-supported", "mock-arm speaks HTTP/1.1.");
        }
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || (hosts.isEmpty() && version.equals(HttpVersion.HTTP_1_1))) {
            return refused("bad-request", "There must be one Host header.");
        }
        if (!hosts.isEmpty() && !isHost(hosts.get(0))) {
            return refused("bad-request", "The Host header must be a name and a port.");
        }
        String expected = request.headers().get(HttpHeaderNames.EXPECT);
        if (expected != null && !expected.equalsIgnoreCase(CONTINUE)) {
            return refused("expectation-failed", "The one expectation is 100-continue.");
        }
        if (expected != null && HttpUtil.getContentLength(request, 0L) > ArmRequest.MAX_BODY) {
            return refused("content-too-large", "A body has 1 MiB at most.");
        }
        return Optional.empty();
    }

    /** What was wrong with bytes that could not. */
    static Refused refusal(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new Refused("uri-too-long", "A request line has 8 KiB at most.");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new Refused("headers-too-large", "Headers have 16 KiB at most.");
        }
        return new Refused(
                "bad-request",
                "This is no HTTP/1.1 request: " + cause.getClass().getSimpleName() + ".");
    }

    /** Stands for a request whose head is not known. */
    static HttpRequest unreadable() {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf("?"), "?");
    }

    private static boolean isHost(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (NOT_IN_HOST.indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Refused> refused(String answer, String reason) {
        return Optional.of(new Refused(answer, reason));
    }
}
