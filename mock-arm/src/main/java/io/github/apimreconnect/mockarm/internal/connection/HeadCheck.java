package io.github.apimreconnect.mockarm.internal.connection;

import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.netty.handler.codec.http.ContentLengthNotAllowedException;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http.TransferEncodingNotAllowedException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** HTTP-level checks on the requests of one connection, made before ARM's; a failed check ends the connection. */
public final class HeadCheck {
    /** The body did not arrive in time. */
    static final Refused LATE = new Refused("request-timeout", "The body must arrive within 30 seconds.");

    /** The connections together hold as many bytes as they may. */
    static final Refused TOO_MUCH_HELD = new Refused(
            "service-unavailable",
            "The bodies being received and the pages being read fill an eighth of the mock's heap; send fewer at once,"
                    + " or raise -Xmx.");

    static final String REQUEST_LINE =
            "The request line must be a method, a target and HTTP/1.1, with one space between"
                    + " them, and end in CR LF.";
    static final String CONTENT_LENGTH = "There must be at most one Content-Length, and it must be a number.";

    private static final Refused TOO_LARGE =
            new Refused("headers-too-large", "The headers must have at most 16 KiB and 200 lines.");

    /** The longest valid host name; longer hosts are not remembered, which bounds what each open connection holds. */
    static final int MAX_REMEMBERED = 255;

    private static final String UNKNOWN = "-";
    private static final Pattern HOST = Pattern.compile(ArmRequest.AUTHORITY);
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final String CONTINUE = "100-continue";
    private static final String CHUNKED = "chunked";

    /** The last well-formed Host header: a client sends the same one with each request. */
    private @Nullable String host;

    /**
     * A refused request.
     *
     * @param answer the name of the canned answer
     * @param reason what was expected
     */
    record Refused(String answer, String reason) {}

    /** Returns what is wrong with a readable head, if anything. */
    public Optional<Refused> refusal(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return refused("version-not-supported", "mock-arm supports HTTP/1.1.");
        }
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || (hosts.isEmpty() && version.equals(HttpVersion.HTTP_1_1))) {
            return refused("bad-request", "There must be exactly one Host header.");
        }
        if (!hosts.isEmpty() && !isHost(hosts.get(0))) {
            return refused("bad-request", "The Host header must be a name, with or without a port.");
        }
        String coding = request.headers().get(HttpHeaderNames.TRANSFER_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase(CHUNKED)) {
            return refused("not-implemented", "The only supported transfer coding is chunked.");
        }
        if (request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1)) {
            // Netty reads an eight-byte body after such a head, even without a length; other servers do not.
            return refused("bad-request", "mock-arm does not support WebSocket.");
        }
        String expected = request.headers().get(HttpHeaderNames.EXPECT);
        if (expected != null && !expected.equalsIgnoreCase(CONTINUE)) {
            return refused("expectation-failed", "The only supported expectation is 100-continue.");
        }
        // A body already being sent is read, so that the client gets the response; an endless one is not.
        if (HttpUtil.getContentLength(request, 0L) > (expected == null ? Body.MAX_DISCARDED : ArmRequest.MAX_BODY)) {
            return refused("content-too-large", "The body must have at most 1 MiB.");
        }
        return Optional.empty();
    }

    private boolean isHost(String text) {
        if (text.equals(host)) {
            return true;
        }
        boolean is = HOST.matcher(text).matches();
        host = is && text.length() <= MAX_REMEMBERED ? text : host;
        return is;
    }

    /**
     * Returns what is wrong with bytes that are not a readable head. Netty's messages can contain those bytes, so the
     * reasons are the mock's own.
     *
     * @param begun the part of the head that was read
     * @param cause why the rest was not
     */
    static Refused refusal(HttpRequest begun, Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new Refused("uri-too-long", "The request line must have at most 8 KiB.");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return TOO_LARGE;
        }
        return new Refused("bad-request", reason(begun, cause));
    }

    private static String reason(HttpRequest begun, Throwable cause) {
        if (cause instanceof InvalidHeadException invalid) {
            return String.valueOf(invalid.getMessage());
        }
        if (begun.uri().equals(UNKNOWN)) {
            return REQUEST_LINE;
        }
        if (cause instanceof ContentLengthNotAllowedException) {
            return "There must be either Content-Length or Transfer-Encoding, not both.";
        }
        List<String> codings = begun.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (cause instanceof TransferEncodingNotAllowedException
                || codings.size() > 1
                || !codings.stream().allMatch(CHUNKED::equalsIgnoreCase)) {
            return "Transfer-Encoding must be chunked, once, and only in HTTP/1.1.";
        }
        List<String> lengths = begun.headers().getAll(HttpHeaderNames.CONTENT_LENGTH);
        return lengths.stream().allMatch(length -> LENGTH.matcher(length).matches())
                ? "A header line must be a name, a colon and a value without control characters, and end in CR LF."
                : CONTENT_LENGTH;
    }

    /** Returns what is wrong with bytes after a head: chunks and trailers. */
    static Refused refusalOfBody(Throwable cause) {
        return cause instanceof TooLongHttpHeaderException
                ? TOO_LARGE
                : new Refused(
                        "bad-request",
                        "The body must be valid chunks: each a size in hexadecimal, CR LF, that many bytes, CR LF; then"
                                + " trailers like header lines.");
    }

    /** Returns a placeholder for a request whose head is unknown. */
    static HttpRequest unreadable() {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(UNKNOWN), UNKNOWN);
    }

    private static Optional<Refused> refused(String answer, String reason) {
        return Optional.of(new Refused(answer, reason));
    }
}
