package io.github.apimreconnect.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class JavadocExampleTest {
    private static final Path ROOT = Path.of("..");

    /** {@code DocumentedCommandsIT} compiles and runs them. */
    @Test
    void eachPublicTypeHasAnExample() throws IOException {
        assertThat(JavadocExample.types(ROOT)).hasSizeGreaterThan(45).contains("Fault", "Fault.Delay");
        assertThat(JavadocExample.all(ROOT)).extracting(JavadocExample::of).containsAll(JavadocExample.types(ROOT));
    }

    @Test
    void noExampleLeavesAnythingOut() throws IOException {
        assertThat(JavadocExample.all(ROOT)).noneMatch(example -> example.text().contains("..."));
    }
}
