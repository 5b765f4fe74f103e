package io.github.apimreconnect.mockarm.internal.command;

import io.github.apimreconnect.mockarm.internal.journal.Verdict;
import io.github.apimreconnect.mockarm.internal.setting.IoReason;
import io.github.apimreconnect.mockarm.internal.setting.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The report of a run. Unlike the ready file, it stays when the run has ended. */
final class ReportFile {
    static final String OPTION = "--report";
    private static final String SETTING = "report";

    private final @Nullable WholeFile file;
    private final Instant began = Instant.now();
    private final long beganNanos = System.nanoTime();

    ReportFile(@Nullable Path path) {
        this.file = path == null ? null : new WholeFile(RunFiles.target(path));
    }

    /** Checks that it can be written, before a port is bound. */
    void prepare() {
        if (file != null) {
            RunFiles.writableInFolder(SETTING, file);
        }
    }

    /**
     * Writes the report, if one was requested.
     *
     * @throws IOException with a message that names the file
     */
    void write(Verdict verdict) throws IOException {
        if (file == null) {
            return;
        }
        try {
            file.write(new Report(verdict, began, Duration.ofNanos(System.nanoTime() - beganNanos)).xml());
        } catch (IOException e) {
            throw new IOException("the report cannot be written: " + file.path() + ": " + IoReason.of(e), e);
        }
    }
}
