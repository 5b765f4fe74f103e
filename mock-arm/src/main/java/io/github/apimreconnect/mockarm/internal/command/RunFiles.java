package io.github.apimreconnect.mockarm.internal.command;

import io.github.apimreconnect.mockarm.internal.ArmServer;
import io.github.apimreconnect.mockarm.internal.setting.BadSettingException;
import io.github.apimreconnect.mockarm.internal.setting.IoReason;
import io.github.apimreconnect.mockarm.internal.setting.WholeFile;
import io.github.apimreconnect.mockarm.internal.tls.KeptAuthority;
import io.github.apimreconnect.mockarm.internal.tls.TrustMaterial;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files a run leaves for other processes: ready file, {@code ca.pem} and trust store. The ready file of an earlier
 * run is removed before anything else happens, that of this run at its end, together with a temporary folder; the
 * user's own folder keeps its files for the next run. Thread-safe.
 */
final class RunFiles {
    private static final Logger LOG = LoggerFactory.getLogger(RunFiles.class);

    private static final List<String> KEPT = List.of(TrustMaterial.CA_FILE, TrustMaterial.TRUST_STORE_FILE);

    private final @Nullable WholeFile ready;
    private final @Nullable Path tlsDir;
    private final Map<WholeFile, byte[]> written = new LinkedHashMap<>();
    private @Nullable Path temporary;
    private boolean ended;

    RunFiles(@Nullable Path readyFile, @Nullable Path tlsDir) {
        this.ready = readyFile == null ? null : new WholeFile(target(readyFile));
        this.tlsDir = tlsDir == null ? null : tlsDir.toAbsolutePath();
    }

    /** Follows a link, so that the file it points to is replaced rather than the link. */
    static Path target(Path file) {
        try {
            return Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file;
        } catch (IOException e) {
            return file;
        }
    }

    /** Removes files of an earlier run where possible; {@link #prepare} reports those it could not remove. */
    static void removeLeftovers(@Nullable String readyFile, @Nullable String report) {
        try {
            if (readyFile != null) {
                removeLeftover(target(Path.of(readyFile)));
            }
            if (report != null) {
                removeLeftover(target(Path.of(report)));
            }
        } catch (InvalidPathException | IOException e) {
            LOG.debug("Cannot remove a file of an earlier run", e);
        }
    }

    /**
     * Checks that the files can be written, before a port is bound.
     *
     * @throws BadSettingException if one at a path the user set cannot be written
     * @throws IOException if the temporary folder cannot be created
     */
    synchronized void prepare() throws IOException {
        if (ready != null) {
            writableInFolder("readyFile", ready);
        }
        if (tlsDir == null) {
            temporary = temporaryFolder();
            return;
        }
        try {
            Files.createDirectories(tlsDir);
        } catch (IOException e) {
            throw new BadSettingException("tlsDir", " cannot be created: " + tlsDir + ": " + IoReason.of(e), e);
        }
        for (String name : KEPT) {
            // An existing file may do as it is, in a read-only folder.
            if (!Files.isRegularFile(tlsDir.resolve(name))) {
                writable("tlsDir", new WholeFile(tlsDir.resolve(name)));
            }
        }
    }

    /**
     * Checks, before a port is bound, that files of the user's folder can be replaced if they do not trust the authority.
     *
     * @param trust what clients are to trust; empty if the folder is to get a new authority
     * @throws BadSettingException if one cannot be written
     */
    synchronized void requireWritable(Optional<TrustMaterial> trust) {
        Path folder = tlsDir;
        if (folder == null) {
            return;
        }
        if (trust.isEmpty()) {
            writable("tlsDir", new WholeFile(folder.resolve(KeptAuthority.FILE)));
        }
        for (String name : KEPT) {
            try {
                writable("tlsDir", new WholeFile(folder.resolve(name)));
            } catch (BadSettingException e) {
                // Checked last: opening the trust store takes a tenth of a second.
                if (trust.isEmpty() || trust.get().missingFrom(folder).contains(folder.resolve(name))) {
                    throw e;
                }
            }
        }
    }

    /** Throws an exception that names the setting if its file cannot be written, or has no folder to be in. */
    static void writableInFolder(String setting, WholeFile file) {
        if (!Files.isDirectory(file.folder())) {
            throw new BadSettingException(setting, " must be in an existing folder, but was " + file.path());
        }
        if (Files.exists(file.path()) && !Files.isDirectory(file.path())) {
            throw new BadSettingException(setting, " cannot be written: " + file.path() + " cannot be removed");
        }
        writable(setting, file);
    }

    private static void removeLeftover(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            Files.delete(file);
        }
    }

    private static void writable(String setting, WholeFile file) {
        if (Files.isDirectory(file.path())) {
            throw new BadSettingException(setting, " cannot be written: " + file.path() + " is a folder");
        }
        try {
            file.probe();
        } catch (IOException e) {
            throw new BadSettingException(setting, " cannot be written: " + file.path() + ": " + IoReason.of(e), e);
        }
    }

    private static Path temporaryFolder() throws IOException {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            Path folder = Files.createTempDirectory("mock-arm-tls");
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                // Its contents are public, and the ready file points others to it.
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            return folder;
        } catch (IOException e) {
            throw new IOException(
                    "no folder for ca.pem can be created in " + parent + ": " + IoReason.of(e)
                            + "; use --tls-dir, or another -Djava.io.tmpdir",
                    e);
        }
    }

    /** Writes the trust material and returns the path of {@code ca.pem}. */
    synchronized Path writeTrust(ArmServer mock) throws IOException {
        Path folder = tlsDir != null ? tlsDir : temporary;
        if (folder == null) {
            throw new IllegalStateException("prepare() comes first");
        }
        if (!ended) {
            writeTrust(mock.tls().await().trust(), folder);
            for (String name : tlsDir == null ? KEPT : List.<String>of()) {
                WholeFile file = new WholeFile(folder.resolve(name));
                written.put(file, Files.readAllBytes(file.path()));
            }
        }
        return folder.resolve(TrustMaterial.CA_FILE).toAbsolutePath();
    }

    private void writeTrust(TrustMaterial trust, Path folder) throws IOException {
        for (Path file : trust.missingFrom(folder)) {
            try {
                trust.write(file);
            } catch (IOException e) {
                String problem = file + ": " + IoReason.of(e);
                if (tlsDir == null) {
                    throw new IOException("cannot write " + problem, e);
                }
                // Checked earlier, but the disk may be full, or the file another user's.
                throw new BadSettingException("tlsDir", " cannot be written: " + problem, e);
            }
        }
    }

    /** Writes the ready file, if one was requested. */
    synchronized void writeReady(byte[] line) throws IOException {
        if (ready != null && !ended) {
            ready.write(line);
            written.put(ready, line);
        }
    }

    /** Removes the ready file, as this run is about to end. */
    synchronized void removeReady() {
        ended = true;
        if (ready != null) {
            remove(List.of(ready));
        }
    }

    /** Removes this run's remaining files. */
    synchronized void removeAll() {
        ended = true;
        remove(List.copyOf(written.keySet()));
        if (temporary != null) {
            temporary.toFile().delete();
        }
    }

    private void remove(List<WholeFile> files) {
        for (WholeFile file : files) {
            byte[] content = written.remove(file);
            try {
                if (content != null) {
                    file.removeIfHolds(content);
                }
            } catch (IOException e) {
                LOG.debug("Cannot remove a file", e);
            }
        }
    }
}
