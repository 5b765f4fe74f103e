package io.github.apimreconnect.it.documents;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A user with a copy of the sources and nothing built, on this JDK. The local repository links to the current one,
 * except for what is installed from the copy.
 */
record Newcomer(Path checkout, Map<String, String> environment) {
    private static final Set<String> NOT_SOURCES = Set.of("target", ".git");
    private static final Path OWN_GROUP = Path.of("io", "github", "apimreconnect");

    /** Creates the copy in a folder, after clearing it. */
    static Newcomer in(Path folder, Path root, Path localRepository) throws IOException {
        clear(folder);
        Path checkout = copy(root, Files.createDirectories(folder.resolve("apim-reconnect")));
        Path linked = Files.createDirectories(folder.resolve("repository"));
        link(localRepository, linked, OWN_GROUP);
        Path java = Path.of(System.getProperty("java.home"));
        Map<String, String> environment = new HashMap<>();
        environment.put("JAVA_HOME", java.toString());
        environment.put("PATH", java.resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("MAVEN_OPTS", "-Dmaven.repo.local=" + linked);
        return new Newcomer(checkout, environment);
    }

    /** Deletes a folder with its content; links are deleted, their targets are not. */
    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (NOT_SOURCES.contains(String.valueOf(folder.getFileName()))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
        return to;
    }

    /** Links the content of a folder, except for one path below it, whose folders are created. */
    private static void link(Path from, Path to, Path apart) throws IOException {
        Path folder = apart.getName(0);
        try (Stream<Path> children = Files.list(from)) {
            for (Path child : (Iterable<Path>) children::iterator) {
                if (!child.getFileName().equals(folder)) {
                    Files.createSymbolicLink(to.resolve(child.getFileName()), child.toAbsolutePath());
                }
            }
        }
        Files.createDirectories(to.resolve(folder));
        if (apart.getNameCount() > 1 && Files.isDirectory(from.resolve(folder))) {
            link(from.resolve(folder), to.resolve(folder), apart.subpath(1, apart.getNameCount()));
        }
    }

    Shell shell(String folder, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new Shell(checkout.resolve(folder), all);
    }

    List<String> pages() {
        return List.of("README.md", "client/README.md", "mock-arm/README.md");
    }
}
