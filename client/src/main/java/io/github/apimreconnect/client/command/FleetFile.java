package io.github.apimreconnect.client.command;

import io.github.apimreconnect.client.BackendId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/** The backends of a fleet, one ARM id a line. Read twice: to check every line before anything is sent, and to send. */
final class FleetFile {
    private final String shown;
    private final Source source;

    private FleetFile(String shown, Source source) {
        this.shown = shown;
        this.source = source;
    }

    /** Opens the text from its beginning. */
    private interface Source {
        InputStream open() throws IOException;
    }

    /**
     * A line that is not the id of a backend.
     *
     * @param number the number of the line, from 1
     * @param problem what is wrong with it, safe for a terminal
     */
    record BadLine(long number, String problem) {}

    /**
     * Opens a file. What can be read only once, such as stdin or a pipe, is read now.
     *
     * @param name a path, or {@code -} for stdin
     * @throws BadArguments if it cannot be read, or is too large to be held
     */
    static FleetFile open(String name, InputStream stdin) {
        if (name.equals("-")) {
            return new FleetFile("stdin", HeldText.read("stdin", stdin)::open);
        }
        String shown = "'" + Printable.of(name) + "'";
        try {
            Path path = Path.of(name);
            if (Files.isRegularFile(path)) {
                Files.newInputStream(path).close();
                return new FleetFile(shown, () -> Files.newInputStream(path));
            }
            if (Files.exists(path) && !Files.isDirectory(path)) {
                try (InputStream pipe = Files.newInputStream(path)) {
                    return new FleetFile(shown, HeldText.read(shown, pipe)::open);
                }
            }
        } catch (IOException | InvalidPathException e) {
            // Reported below.
        }
        throw new BadArguments("--fleet must be a readable file, but was " + shown);
    }

    /** Returns the name of the file for messages. */
    String shown() {
        return shown;
    }

    /**
     * Returns the backends.
     *
     * @param bad gets each line that is not one; an exception it throws ends the {@code Flux}
     */
    Flux<BackendId> backends(Consumer<BadLine> bad) {
        return Flux.generate(this::lines, (lines, sink) -> next(lines, sink, bad), FleetFile::close);
    }

    private BoundedLines lines() {
        try {
            return new BoundedLines(source.open());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BoundedLines next(BoundedLines lines, SynchronousSink<BackendId> sink, Consumer<BadLine> bad) {
        try {
            for (BoundedLines.Line line; (line = lines.next()) != null; ) {
                try {
                    String text = text(line);
                    if (!text.isEmpty() && text.charAt(0) != '#') {
                        sink.next(BackendId.parse(text));
                        return lines;
                    }
                } catch (IllegalArgumentException e) {
                    bad.accept(new BadLine(line.number(), Printable.of(String.valueOf(e.getMessage()))));
                }
            }
            sink.complete();
        } catch (IOException e) {
            sink.error(new UncheckedIOException(e));
        }
        return lines;
    }

    private static String text(BoundedLines.Line line) {
        if (line.cut()) {
            throw new IllegalArgumentException("longer than " + BoundedLines.LONGEST + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.bytes()))
                    .toString();
            // Windows puts a byte order mark in front.
            return (line.number() == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not valid UTF-8", e);
        }
    }

    private static void close(BoundedLines lines) {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
