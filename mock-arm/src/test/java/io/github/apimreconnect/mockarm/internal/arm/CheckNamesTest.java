package io.github.apimreconnect.mockarm.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of checks against the sources: a check that refuses is in it. */
final class CheckNamesTest {
    private static final Path SOURCES = Path.of("src/main/java/io/github/apimreconnect/mockarm/internal");
    private static final Pattern REFUSAL =
            Pattern.compile("(?:new RefusedException|\\binvalid)\\(\\s*(?:\"([a-z -]+)\"|([A-Z_]{3,}))");
    private static final Pattern CONSTANT = Pattern.compile("String API_VERSION = \"([^\"]+)\"");

    @Test
    void everyCheckInTheSourcesIsListed() throws IOException {
        Set<String> named = new TreeSet<>();
        for (String folder : List.of("contract", "dispatch")) {
            try (Stream<Path> files = Files.list(SOURCES.resolve(folder))) {
                for (Path file : files.toList()) {
                    String source = Files.readString(file);
                    REFUSAL.matcher(source).results().forEach(found -> named.add(name(found, source)));
                }
            }
        }
        Set<String> listed = new TreeSet<>(CheckNames.IN_ORDER);
        listed.remove(CheckNames.HTTP);
        assertThat(named).isEqualTo(listed);
    }

    private static String name(MatchResult found, String source) {
        return found.group(1) != null
                ? found.group(1)
                : CONSTANT.matcher(source).results().findFirst().orElseThrow().group(1);
    }
}
