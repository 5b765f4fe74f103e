package io.github.apimreconnect.mockarm.internal.setting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A file that other processes wait for, so it appears complete or not at all, with permissions set by the umask.
 *
 * @param path the absolute path
 */
public record WholeFile(Path path) {
    public WholeFile {
        path = path.toAbsolutePath();
    }

    public Path folder() {
        Path folder = path.getParent();
        return folder == null ? path : folder;
    }

    public void write(byte[] content) throws IOException {
        Path partial = partial();
        try {
            // Not createTempFile: only the owner could read its files.
            Files.write(partial, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** Throws if {@link #write} would; leaves no file behind. */
    public void probe() throws IOException {
        Path partial = partial();
        Files.write(partial, new byte[0], StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Files.delete(partial);
    }

    /** Deletes the file if it still holds this content: another process may have replaced it. */
    public void removeIfHolds(byte[] content) throws IOException {
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
