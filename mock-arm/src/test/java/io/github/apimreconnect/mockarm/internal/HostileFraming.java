package io.github.apimreconnect.mockarm.internal;

import static io.github.apimreconnect.mockarm.internal.HostileRequest.CHUNKED;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.HOST;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.LINE;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.TARGET;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.TOKEN;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.ofBody;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.ofBytes;

import java.util.stream.Stream;

/** Bodies whose end parsers could place differently. */
final class HostileFraming {
    private static final String OLD =
            LINE.replace("HTTP/1.1", "HTTP/1.0") + HOST + TOKEN + "Connection: keep-alive\r\n";

    private HostileFraming() {}

    static Stream<HostileRequest> transferEncodings() {
        String none = "0\r\n\r\n";
        return Stream.of(
                ofBody("a length and chunks", "Content-Length: 5\r\n" + CHUNKED, none, 400),
                ofBody("chunks and a length", CHUNKED + "Content-Length: 5\r\n", none, 400),
                ofBody(
                        "a length and chunks in odd case",
                        "content-length: 5\r\ntransfer-encodinG: cHunKed\r\n",
                        none,
                        400),
                ofBody("chunked twice, on two lines", CHUNKED + CHUNKED, none, 400),
                ofBody("chunked twice, in a list", "Transfer-Encoding: chunked, chunked\r\n", none, 400),
                ofBody("identity", "Transfer-Encoding: identity\r\n", "", 400),
                ofBody("chunked that is not last", "Transfer-Encoding: chunked, identity\r\n", none, 400),
                ofBody("chunked that is not last, on two lines", CHUNKED + "Transfer-Encoding: gzip\r\n", none, 400),
                ofBody("an unsupported coding", "Transfer-Encoding: gzip, chunked\r\n", none, 501),
                ofBody("identity before chunked", "Transfer-Encoding: identity\r\n" + CHUNKED, none, 501),
                ofBody("a coding that ends in chunked", "Transfer-Encoding: xchunked\r\n", none, 400),
                ofBody("chunked with a parameter", "Transfer-Encoding: chunked;q=1\r\n", none, 400),
                ofBody("chunked in quotes", "Transfer-Encoding: \"chunked\"\r\n", none, 400),
                ofBody("chunked after a vertical tab", "Transfer-Encoding: \u000bchunked\r\n", none, 400),
                ofBody("chunked before a vertical tab", "Transfer-Encoding: chunked\u000b\r\n", none, 400),
                ofBody("chunked before a NUL", "Transfer-Encoding: chunked\0\r\n", none, 400),
                ofBody("chunked on a folded line", "Transfer-Encoding:\r\n chunked\r\n", none, 400),
                ofBody("an empty coding", "Transfer-Encoding: \r\n", none, 400),
                ofBody("a space before the colon of a coding", "Transfer-Encoding : chunked\r\n", none, 400),
                ofBody("a tab before the colon of a coding", "Transfer-Encoding\t: chunked\r\n", none, 400),
                ofBytes("chunks in HTTP/1.0", OLD + CHUNKED + "\r\n" + none, 400),
                ofBytes(
                        "WebSocket's old keys, which Netty takes for eight bytes of body",
                        LINE + HOST + TOKEN
                                + "Upgrade: WebSocket\r\nSec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2\r\n\r\n",
                        400),
                ofBytes(
                        "WebSocket's old keys in a GET",
                        "GET " + TARGET + " HTTP/1.1\r\n" + HOST + TOKEN
                                + "Sec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2\r\n\r\n",
                        400));
    }

    static Stream<HostileRequest> lengths() {
        return Stream.of(
                length("a signed length", "+5"),
                length("a negative length", "-1"),
                length("a length of two numbers", "5 5"),
                length("a hexadecimal length", "0x5"),
                length("a length with a fraction", "5.0"),
                length("a length with an underscore", "0_5"),
                length("a length in other digits", "\u00d9\u00a5"),
                length("a length after a vertical tab", "\u000b5"),
                length("a length before a NUL", "5\0"),
                length("an empty length", ""),
                length("a list of equal lengths", "5, 5"),
                length("a list of different lengths", "5, 0"),
                length("a length past 64 bits", "18446744073709551621"),
                length("two equal lengths", "5\r\nContent-Length: 5"),
                length("two different lengths", "0\r\nContent-Length: 5"),
                length("two lengths, one of them on a folded line", "0\r\n\t5"),
                ofBody("a length of eight exbibytes", "Content-Length: 9223372036854775807\r\n", "{", 413),
                ofBytes(
                        "two different lengths in HTTP/1.0",
                        OLD + "Content-Length: 0\r\nContent-Length: 5\r\n\r\n01234",
                        400),
                ofBytes(
                        "two equal lengths in HTTP/1.0",
                        OLD + "Content-Length: 5\r\nContent-Length: 5\r\n\r\n01234",
                        400),
                ofBytes("a list of lengths in HTTP/1.0", OLD + "Content-Length: 5, 0\r\n\r\n01234", 400));
    }

    private static HostileRequest length(String name, String value) {
        return ofBody(name, "Content-Length: " + value + "\r\n", "01234", 400);
    }
}
