package io.github.apimreconnect.client.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apimreconnect.client.BackendId;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FleetFileTest {
    private static final String A = Backends.named("a").toString();
    private static final String B = Backends.named("b").toString();

    @TempDir
    private Path folder;

    private final List<FleetFile.BadLine> bad = new ArrayList<>();

    @Test
    void blankLinesAndCommentsAreSkipped() throws Exception {
        assertThat(read("# all of them\n\n  " + A + "  \n \t\n  # not yet: x\n" + B))
                .containsExactly(A, B);
        assertThat(bad).isEmpty();
    }

    @Test
    void everyBadLineIsReportedWithItsNumber() throws Exception {
        assertThat(read("x\n" + A + "\n\n/subscriptions/y\n")).containsExactly(A);
        assertThat(bad).extracting(FleetFile.BadLine::number).containsExactly(1L, 4L);
        assertThat(bad.get(0).problem()).contains("'id' must look like", "'x'");
    }

    @Test
    void whatWindowsWritesIsRead() throws Exception {
        assertThat(read("\uFEFF" + A + "\r\n" + B + "\r\n")).containsExactly(A, B);
        assertThat(bad).isEmpty();
    }

    @Test
    void aLineThatIsNotUtf8IsBad() throws Exception {
        Path file = Files.write(folder.resolve("fleet"), new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});
        open(file).backends(bad::add).blockLast();
        assertThat(bad).containsExactly(new FleetFile.BadLine(1, "not valid UTF-8"));
    }

    @Test
    void aLineWithoutEndIsBadAndNotHeld() throws Exception {
        assertThat(read("x".repeat(BoundedLines.LONGEST + 1) + "\n" + A)).containsExactly(A);
        assertThat(bad).containsExactly(new FleetFile.BadLine(1, "longer than 65536 bytes"));
    }

    @Test
    void stdinIsReadOnceAndCanBeReadTwice() {
        InputStream stdin = new ByteArrayInputStream((A + "\n" + B).getBytes(StandardCharsets.UTF_8));
        FleetFile file = FleetFile.open("-", stdin);
        assertThat(file.backends(bad::add).count().block()).isEqualTo(2);
        assertThat(file.backends(bad::add).count().block()).isEqualTo(2);
    }

    @Test
    void stdinIsBounded() {
        byte[] lines = "#\n#\n#\n".getBytes(StandardCharsets.UTF_8);
        assertThat(HeldText.read("stdin", new ByteArrayInputStream(lines), 1 << 20, 3))
                .isNotNull();
        assertThatThrownBy(() -> HeldText.read("stdin", new ByteArrayInputStream(lines), 1 << 20, 2))
                .isInstanceOf(BadArguments.class)
                .hasMessageContaining("at most 2 lines and 1 MiB from stdin");
        assertThatThrownBy(() -> HeldText.read("stdin", new ByteArrayInputStream(lines), 5, 9))
                .isInstanceOf(BadArguments.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no/such/file", "/", "\u0000"})
    void aFileThatCannotBeReadIsABadArgument(String name) {
        assertThatThrownBy(() -> FleetFile.open(name, InputStream.nullInputStream()))
                .isInstanceOf(BadArguments.class)
                .hasMessageStartingWith("--fleet must be a readable file, but was '");
    }

    private List<String> read(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("fleet"), text);
        return open(file)
                .backends(bad::add)
                .map(BackendId::toString)
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private static FleetFile open(Path file) {
        return FleetFile.open(file.toString(), InputStream.nullInputStream());
    }
}
