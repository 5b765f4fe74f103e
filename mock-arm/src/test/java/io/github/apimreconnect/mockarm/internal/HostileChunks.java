package io.github.apimreconnect.mockarm.internal;

import static io.github.apimreconnect.mockarm.internal.HostileRequest.CHUNKED;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.SMUGGLED;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.ofBody;

import java.util.stream.Stream;

/** Chunks and trailers that parsers could interpret differently. */
final class HostileChunks {
    private HostileChunks() {}

    static Stream<HostileRequest> chunks() {
        String end = "\r\n{    \r\n0\r\n\r\n";
        return Stream.of(
                chunk("a signed chunk size", "+5" + end),
                chunk("a negative chunk size", "-5" + end),
                chunk("a chunk size with a prefix", "0x5" + end),
                chunk("a chunk size of two numbers", "5 5" + end),
                chunk("a chunk size after a space", " 5" + end),
                chunk("a chunk size after a vertical tab", "\u000b5" + end),
                chunk("a chunk size before a vertical tab", "5\u000b" + end),
                chunk("an underscore in a chunk size", "0_5" + end),
                chunk("an empty chunk size", end),
                chunk("a chunk size that is an extension only", ";a=b" + end),
                chunk("a chunk size that is not a number", "five" + end),
                chunk("a chunk size past 31 bits", "80000005" + end),
                chunk("a chunk size past 32 bits", "100000005" + end),
                chunk("a chunk size past 64 bits", "10000000000000005" + end),
                chunk("a chunk size line that ends in a bare line feed", "5\n{    \r\n0\r\n\r\n"),
                chunk("a chunk size line that ends in a bare carriage return", "5\r{    \r\n0\r\n\r\n"),
                chunk("a chunk without a line end", "5\r\n{    0\r\n\r\n"),
                chunk("a chunk that ends in a bare line feed", "5\r\n{    \n0\r\n\r\n"),
                chunk("a chunk longer than it says", "3\r\n{    \r\n0\r\n\r\n"),
                chunk("a chunk extension of two lines, in quotes", "1;a=\"\r\n{\r\n0\r\n\r\n" + SMUGGLED + "\"\r\n"),
                chunk("a line feed in a chunk extension", "5;a\nb" + end),
                chunk("a carriage return in a chunk extension", "5;a\rb" + end),
                chunk("a line feed in a quoted chunk extension", "5;a=\"\n\"" + end),
                chunk("a chunk extension of 9 KiB", "5;" + "x".repeat(9000) + end));
    }

    static Stream<HostileRequest> trailers() {
        return Stream.of(
                chunk("a last chunk that ends in a bare line feed", "0\n\r\n"),
                chunk("trailers that end in a bare line feed", "0\r\nx: y\r\n\n"),
                chunk("a trailer without a colon", "0\r\nx\r\n\r\n"),
                chunk("a trailer without a name", "0\r\n: x\r\n\r\n"),
                chunk("a space before the colon of a trailer", "0\r\nx : y\r\n\r\n"),
                chunk("a NUL in a trailer", "0\r\nx: \0\r\n\r\n"),
                ofBody("trailers of 17 KiB", CHUNKED, "0\r\nx: " + "x".repeat(17_000) + "\r\n\r\n", 431));
    }

    private static HostileRequest chunk(String name, String body) {
        return ofBody(name, CHUNKED, body, 400);
    }
}
