package io.github.apimreconnect.mockarm.internal.page;

import io.github.apimreconnect.mockarm.internal.reply.Header;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A file of the live page, and the replies that serve it.
 *
 * @param tag its entity tag: a hash of its bytes, in quotes
 * @param whole the reply with its bytes
 * @param unchanged the reply for a browser that has them
 */
record PageFile(String tag, Reply whole, Reply unchanged) {
    /** Headers that confine what a browser does with the page; it shows text that any caller of the mock can choose. */
    private static final List<Header> CONFINING = List.of(
            new Header(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
            new Header("X-Content-Type-Options", "nosniff"),
            new Header("Referrer-Policy", "no-referrer"),
            new Header("Cross-Origin-Opener-Policy", "same-origin"),
            new Header("Cache-Control", "no-cache"));

    private static final byte[] EMPTY = new byte[0];

    /** Reads a file from the jar. */
    static PageFile read(String name) {
        byte[] bytes = bytes(name);
        String tag = "\"" + UUID.nameUUIDFromBytes(bytes) + "\"";
        List<Header> headers = Stream.concat(CONFINING.stream(), Stream.of(new Header("ETag", tag)))
                .toList();
        Reply unchanged = new Reply(304, null, headers, EMPTY, false, null);
        List<Header> typed = Stream.concat(Stream.of(new Header("Content-Type", type(name))), headers.stream())
                .toList();
        return new PageFile(tag, new Reply(200, null, typed, bytes, false, null), unchanged);
    }

    static byte[] bytes(String name) {
        try (InputStream in = PageFile.class.getResourceAsStream("/page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The class path has no /page/" + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return switch (extension) {
                    case "html" -> "text/html";
                    case "css" -> "text/css";
                    case "js" -> "text/javascript";
                    case "svg" -> "image/svg+xml";
                    default -> throw new IllegalStateException("No media type for " + name);
                }
                + "; charset=utf-8";
    }

    /** Returns the reply to a browser that has the entities with these tags, as in {@code If-None-Match}. */
    Reply reply(List<String> has) {
        boolean there = has.stream()
                .flatMap(header -> Stream.of(header.split(",", -1)))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
        return there ? unchanged : whole;
    }
}
