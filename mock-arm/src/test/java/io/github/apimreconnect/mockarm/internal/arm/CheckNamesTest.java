package io.github.apimreconnect.mockarm.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;

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
            Pattern.compile("(?:new RefusedException|\\binvalid)\\(\\s*(?:CheckNames\\.([A-Z_]+)|(\"[a-z -]+\"))");

    @Test
    void everyCheckInTheSourcesIsListedAndNamedByItsConstant() throws Exception {
        Set<String> named = new TreeSet<>();
        for (String folder : List.of("contract", "dispatch")) {
            try (Stream<Path> files = Files.list(SOURCES.resolve(folder))) {
                for (Path file : files.toList()) {
                    for (MatchResult found :
                            REFUSAL.matcher(Files.readString(file)).results().toList()) {
                        named.add(name(found));
                    }
                }
            }
        }
        Set<String> listed = new TreeSet<>(CheckNames.IN_ORDER);
        listed.remove(CheckNames.HTTP);
        assertThat(named).isEqualTo(listed);
    }

    /** Returns the value of a constant; a literal keeps its quotes, so it equals none. */
    private static String name(MatchResult found) throws ReflectiveOperationException {
        return found.group(2) != null
                ? found.group(2)
                : String.valueOf(CheckNames.class.getField(found.group(1)).get(null));
    }
}
