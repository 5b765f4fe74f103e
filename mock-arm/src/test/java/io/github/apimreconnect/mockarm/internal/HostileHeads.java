package io.github.apimreconnect.mockarm.internal;

import static io.github.apimreconnect.mockarm.internal.HostileRequest.HOST;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.LINE;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.TARGET;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.TOKEN;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.ofBytes;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.ofHeaders;

import java.util.stream.Stream;

/** Invalid request lines and headers. */
final class HostileHeads {
    private static final String REST = HOST + TOKEN + "\r\n";

    private HostileHeads() {}

    static Stream<HostileRequest> requestLines() {
        return Stream.of(
                line("no version", "POST " + TARGET),
                line("no version, but its space", "POST " + TARGET + " "),
                line("no method", TARGET + " HTTP/1.1"),
                line("no target", "POST HTTP/1.1"),
                line("no target, but its space", "POST  HTTP/1.1"),
                line("a space in the target", "POST " + TARGET + "&a b HTTP/1.1"),
                line("a space after the version", "POST " + TARGET + " HTTP/1.1 "),
                line("a version in lower case", "POST " + TARGET + " http/1.1"),
                line("a version of another protocol", "POST " + TARGET + " ICAP/1.0"),
                line("a version of one digit", "POST " + TARGET + " HTTP/1"),
                line("a version of three digits", "POST " + TARGET + " HTTP/1.10"),
                line("a version with a space in it", "POST " + TARGET + " HTTP/ 1.1"),
                line("a NUL after the method", "POST\0 " + TARGET + " HTTP/1.1"),
                line("a colon in the method", "PO:ST " + TARGET + " HTTP/1.1"),
                line("white space before the method", " POST " + TARGET + " HTTP/1.1"),
                line("a tab before the method", "\tPOST " + TARGET + " HTTP/1.1"),
                line("a NUL before the method", "\0POST " + TARGET + " HTTP/1.1"),
                ofBytes("a request of HTTP/0.9", "GET /\r\n\r\n", 400),
                ofBytes("HTTP/1.2", LINE.replace("1.1", "1.2") + REST, 505),
                ofBytes("HTTP/0.9 by name", LINE.replace("1.1", "0.9") + REST, 505),
                ofBytes("HTTP/2.0", LINE.replace("1.1", "2.0") + REST, 505),
                ofBytes("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
                ofBytes("a request line of 9 KiB", "POST /" + "x".repeat(9000) + " HTTP/1.1\r\n" + REST, 414),
                ofBytes("a request line of 20 KiB that does not end", "POST /" + "x".repeat(20_000), 414));
    }

    static Stream<HostileRequest> lineEnds() {
        return Stream.of(
                ofBytes("bare line feeds", (LINE + REST).replace("\r", ""), 400),
                ofBytes("a request line that ends in a bare line feed", LINE.replace("\r", "") + REST, 400),
                ofBytes("a header that ends in a bare line feed", LINE + HOST.replace("\r", "") + TOKEN + "\r\n", 400),
                ofBytes("a head that ends in a bare line feed", LINE + HOST + TOKEN + "\n", 400),
                ofBytes("a head that ends in a bare carriage return", LINE + HOST + TOKEN + "\rx: y\r\n\r\n", 400),
                ofHeaders("a carriage return in a value", "x: a\rb: c\r\n", 400),
                ofHeaders("a carriage return too many", "x: a\r\r\n", 400),
                ofBytes("a folded request line", LINE + " x: y\r\n" + REST, 400),
                ofBytes("white space before the first header", LINE + "\tx: y\r\n" + REST, 400),
                ofHeaders("a folded value", "x: y\r\n z\r\n", 400),
                ofHeaders("a value folded with a tab", "x: y\r\n\tz\r\n", 400),
                ofHeaders("a folded line of white space only", "x: y\r\n \r\n", 400));
    }

    static Stream<HostileRequest> headers() {
        return Stream.of(
                ofHeaders("a line without a colon", "x\r\n", 400),
                ofHeaders("a header without a name", ": x\r\n", 400),
                ofHeaders("a space before the colon", "x : y\r\n", 400),
                ofHeaders("a tab before the colon", "x\t: y\r\n", 400),
                ofHeaders("a space in a name", "x y: z\r\n", 400),
                ofHeaders("a NUL in a name", "x\0y: z\r\n", 400),
                ofHeaders("a bracket in a name", "x(y): z\r\n", 400),
                ofHeaders("a name that is not ASCII", "x\u00e9: y\r\n", 400),
                ofHeaders("a NUL in a value", "x: a\0b\r\n", 400),
                ofHeaders("one header of 17 KiB", "x: " + "x".repeat(17_000) + "\r\n", 431),
                ofHeaders("headers of 17 KiB", ("x: " + "y".repeat(97) + "\r\n").repeat(170), 431),
                ofHeaders("headers of 201 lines", "x: y\r\n".repeat(199), 431),
                ofHeaders("empty headers of 24 KiB", "x:\r\n".repeat(6_000), 431),
                HostileRequest.ofBody(
                        "trailers of 201 lines",
                        HostileRequest.CHUNKED,
                        "0\r\n" + "x: y\r\n".repeat(201) + "\r\n",
                        431),
                ofHeaders("an unknown expectation", "Expect: a-pony\r\n", 417),
                ofHeaders("an expectation beside 100-continue", "Expect: 100-continue, a-pony\r\n", 417));
    }

    static Stream<HostileRequest> hosts() {
        return Stream.of(
                ofBytes("no Host", LINE + TOKEN + "\r\n", 400),
                ofBytes("two equal Hosts", LINE + HOST + HOST + TOKEN + "\r\n", 400),
                ofBytes("two different Hosts", LINE + HOST + "host: evil.example\r\n" + TOKEN + "\r\n", 400),
                host("an empty Host", ""),
                host("two Hosts in a list", "localhost, evil.example"),
                host("a Host with a path", "localhost/x"),
                host("a Host with a query", "localhost?x"),
                host("a Host with a user", "evil@localhost"),
                host("a Host with a space", "localhost evil.example"),
                host("a Host with a backslash", "localhost\\evil.example"),
                host("a Host with a port of letters", "localhost:http"),
                host("a Host with two ports", "localhost:80:80"),
                host("a Host with half an IPv6 address", "[::1"),
                host("a Host that is not ASCII", "l\u00f6calhost"),
                ofBytes(
                        "two different Hosts in HTTP/1.0",
                        LINE.replace("1.1", "1.0") + HOST + "Host: evil.example\r\n" + TOKEN + "\r\n",
                        400));
    }

    private static HostileRequest host(String name, String value) {
        return ofBytes(name, LINE + "Host: " + value + "\r\n" + TOKEN + "\r\n", 400);
    }

    private static HostileRequest line(String name, String line) {
        return ofBytes(name, line + "\r\n" + REST, 400);
    }
}
