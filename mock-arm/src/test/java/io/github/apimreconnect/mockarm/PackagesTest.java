package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The direction of imports between packages, checked in the sources. */
final class PackagesTest {
    private static final Path SOURCES = Path.of("src/main/java/io/github/apimreconnect/mockarm");
    private static final Pattern IMPORT = Pattern.compile(
            "(?m)^import (?:static )?io\\.github\\.apimreconnect\\.mockarm\\.((?:[a-z]+\\.)*)([A-Z]\\w*)");
    private static final String API = "";

    /**
     * Lowest first: each layer may import only the layers below it, and packages in one layer must not import each
     * other.
     */
    private static final List<Set<String>> LAYERS = List.of(
            Set.of("internal.arm", "internal.setting"),
            Set.of("internal.reply", "internal.tls"),
            Set.of("internal.journal", "internal.page"),
            Set.of("internal.connection", "internal.token"),
            Set.of("internal.contract"),
            Set.of("internal.dispatch", "internal.discovery"),
            Set.of("internal.event"),
            Set.of("internal.admin"),
            Set.of("internal"),
            Set.of(API),
            Set.of("internal.command"));

    /**
     * A source file.
     *
     * @param folder its package below the API's, empty for the API
     * @param type its type
     * @param text its content
     */
    private record Source(String folder, String type, String text) {
        /** Returns the types it imports from this project. */
        List<Source> imports() {
            List<Source> imports = new ArrayList<>();
            Matcher matcher = IMPORT.matcher(text);
            while (matcher.find()) {
                String found = matcher.group(1);
                imports.add(new Source(
                        found.isEmpty() ? API : found.substring(0, found.length() - 1), matcher.group(2), ""));
            }
            return imports;
        }

        boolean names(String other) {
            return Pattern.compile("\\b" + other + "\\b").matcher(text).find();
        }
    }

    @Test
    void everyPackageHasItsLayer() throws IOException {
        Set<String> known = new HashSet<>();
        LAYERS.forEach(known::addAll);
        assertThat(sources())
                .extracting(Source::folder)
                .allMatch(known::contains)
                .containsAll(known);
    }

    @Test
    void packagesImportOnlyWhatIsBelowThem() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Source source : sources()) {
            for (Source imported : source.imports()) {
                if (!imported.folder().equals(API) && !imported.folder().equals(source.folder())) {
                    if (layer(imported.folder()) >= layer(source.folder())) {
                        wrong.add(source.type() + " imports " + imported.folder() + "." + imported.type());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Internal code may import the API's independent types, but not those that depend on internal code. */
    @Test
    void theInsideImportsOnlyThoseOfTheApiThatKnowNothingOfIt() throws IOException {
        Set<String> onTheInside = apiTypesThatReachTheInside();
        assertThat(onTheInside).contains("MockArm", "MockArmBuilder");
        List<String> wrong = new ArrayList<>();
        for (Source source : sources()) {
            if (layer(source.folder()) < layer(API)) {
                source.imports().stream()
                        .filter(imported -> imported.folder().equals(API) && onTheInside.contains(imported.type()))
                        .forEach(imported -> wrong.add(source.type() + " imports " + imported.type()));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Set<String> apiTypesThatReachTheInside() throws IOException {
        Map<String, Source> api = new HashMap<>();
        sources().stream()
                .filter(source -> source.folder().equals(API))
                .forEach(source -> api.put(source.type(), source));
        Set<String> reaching = new HashSet<>();
        api.values().stream()
                .filter(source -> source.imports().stream()
                        .anyMatch(imported -> !imported.folder().equals(API)))
                .forEach(source -> reaching.add(source.type()));
        for (boolean grew = true; grew; ) {
            grew = api.values().stream()
                    .filter(source -> reaching.stream().anyMatch(source::names))
                    .map(Source::type)
                    .toList()
                    .stream()
                    .anyMatch(reaching::add);
        }
        return reaching;
    }

    private static int layer(String folder) {
        for (int i = 0; i < LAYERS.size(); i++) {
            if (LAYERS.get(i).contains(folder)) {
                return i;
            }
        }
        throw new AssertionError("No layer for " + folder);
    }

    private static List<Source> sources() throws IOException {
        List<Source> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                if (!name.endsWith("-info")) {
                    String folder = SOURCES.relativize(file.getParent())
                            .toString()
                            .replace('\\', '/')
                            .replace('/', '.');
                    sources.add(new Source(folder, name, code(Files.readString(file))));
                }
            }
        }
        return sources;
    }

    private static String code(String text) {
        return text.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//[^\\n]*", "");
    }
}
