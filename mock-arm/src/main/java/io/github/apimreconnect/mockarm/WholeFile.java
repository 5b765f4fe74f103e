package io.github.apimreconnect.mockarm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A file that other processes wait for, so it is there whole or not at all, with the rights that the umask gives.
 *
 * @param path the absolute path
 */
record WholeFile(Path path) {
    WholeFile {
        path = path.toAbsolutePath();
    }

    Path folder() {
        Path folder = path.getParent();
        return folder == null ? path : folder;
    }

    void write(byte[] content) throws IOException {
        Path partial = partial();
        try {
            // Unlike createTempFile, which lets nobody else read it.
            Files.write(partial, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** Throws if {@link #write} would, and leaves nothing behind. */
    void probe() throws IOException {
        Path partial = partial();
        Files.write(partial, new byte[0], StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Files.delete(partial);
    }

    /** Removes it if it still holds what was written: another process may have taken its place. */
    void removeIfHolds(byte[] content) throws IOException {
        if (Files.isRegularFile(path)
                && Files.size(path) == content.length
                && Arrays.equals(Files.readAllBytes(path), content)) {
            Files.deleteIfExists(path);
        }
    }

    private Path partial() {
        return folder().resolve("." + path.getFileName() + "." + Long.toUnsignedString(System.nanoTime(), 36));
    }
}
