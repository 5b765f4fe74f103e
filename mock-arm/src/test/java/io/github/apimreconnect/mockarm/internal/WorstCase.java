package io.github.apimreconnect.mockarm.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A request made to be slow.
 *
 * @param name the part meant to be slow
 * @param bytes the complete request
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WorstCase(String name, byte[] bytes) {
    /** Fits a line of 8 KiB, with room for the method, the path and the version. */
    static final int LINE = 7 * 1024;

    static final int HEADERS = 15 * 1024;
    static final int BODY = 1024 * 1024;

    static WorstCase target(String name, String method, String target) {
        return of(name, method, target, "", "");
    }

    static WorstCase of(String name, String method, String target, String headers, String body) {
        String length =
                body.isEmpty() ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n";
        String host = headers.startsWith("Host:") ? "" : "Host: localhost\r\n";
        String all = method + " " + target + " HTTP/1.1\r\n" + host + "Authorization: Bearer t\r\n" + headers + length
                + "\r\n" + body;
        return new WorstCase(name, all.getBytes(ISO_8859_1));
    }

    /** Repeats a text up to a length. */
    static String filled(int length, String text) {
        return text.repeat(length / text.length());
    }

    @Override
    public String toString() {
        return name;
    }
}
