package io.github.apimreconnect.mockarm.internal.command;

import io.github.apimreconnect.mockarm.internal.setting.BadSettingException;
import io.github.apimreconnect.mockarm.internal.tls.KeptAuthority;
import io.github.apimreconnect.mockarm.internal.tls.TrustMaterial;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that options name. One that a run writes must have no other use: it would be removed as that of an earlier
 * run, or overwritten.
 */
final class DistinctFiles {
    private final Arguments arguments;
    private final List<Use> uses = new ArrayList<>();

    /**
     * A use of a file.
     *
     * @param setting the setting that names it
     * @param file its path without links
     */
    private record Use(String setting, Path file, boolean isWritten) {
        boolean conflictsWith(Use other) {
            return !setting.equals(other.setting) && (isWritten || other.isWritten) && file.equals(other.file);
        }
    }

    private DistinctFiles(Arguments arguments) {
        this.arguments = arguments;
        add("readyFile", "", true);
        add("report", "", true);
        add("tlsDir", "", true);
        add("tlsDir", TrustMaterial.CA_FILE, true);
        add("tlsDir", TrustMaterial.TRUST_STORE_FILE, true);
        // Written only if it does not exist.
        add("tlsDir", KeptAuthority.FILE, false);
        add("tlsCert", "", false);
        add("tlsKey", "", false);
        add("world", "", false);
    }

    private void add(String setting, String within, boolean isWritten) {
        String value = arguments.value(Arguments.option(setting));
        if (value != null && !value.isBlank()) {
            try {
                uses.add(new Use(setting, withoutLinks(Path.of(value).resolve(within)), isWritten));
            } catch (InvalidPathException e) {
                // Reported when the option is parsed.
            }
        }
    }

    /** Returns the error for a file of two options, if there is one. */
    static Optional<BadSettingException> conflict(Arguments arguments) {
        return new DistinctFiles(arguments).conflict();
    }

    private Optional<BadSettingException> conflict() {
        for (int i = 0; i < uses.size(); i++) {
            Use one = uses.get(i);
            for (Use other : uses.subList(i + 1, uses.size())) {
                if (one.conflictsWith(other)) {
                    String name = arguments.name(Arguments.option(other.setting));
                    return Optional.of(
                            new BadSettingException(one.setting, " and " + name + " use the same file: " + one.file));
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the path that a file has or would have. */
    private static Path withoutLinks(Path file) {
        Path path = RunFiles.target(file).toAbsolutePath();
        Path folder = path.getParent();
        Path name = path.getFileName();
        try {
            return folder == null || name == null
                    ? path
                    : folder.toRealPath().resolve(name).normalize();
        } catch (IOException e) {
            return path.normalize();
        }
    }
}
