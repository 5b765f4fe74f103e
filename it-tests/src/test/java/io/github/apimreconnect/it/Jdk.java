package io.github.apimreconnect.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An installed JDK.
 *
 * @param home its folder
 * @param feature its feature release, such as 17
 */
public record Jdk(Path home, int feature) {
    private static final Path DEBIAN = Path.of("/usr/lib/jvm");
    private static final int NEWEST = 25;

    public static Jdk current() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /** Returns the current JDK and, if it is installed where Linux distributions put it, JDK 25. */
    public static List<Jdk> installed() throws IOException {
        List<Jdk> all = new ArrayList<>(List.of(current()));
        if (current().feature != NEWEST && Files.isDirectory(DEBIAN)) {
            try (Stream<Path> homes = Files.list(DEBIAN)) {
                homes.filter(Jdk::isNewest).findFirst().ifPresent(home -> all.add(new Jdk(home, NEWEST)));
            }
        }
        return all;
    }

    private static boolean isNewest(Path home) {
        try {
            Path release = home.resolve("release");
            return Files.isExecutable(home.resolve("bin/java"))
                    && Files.exists(release)
                    && Files.readString(release).contains("JAVA_VERSION=\"" + NEWEST);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Returns the command that runs a program with the class path of the tests. */
    public List<String> program(List<String> options, Class<?> main, String... args) {
        List<String> command = new ArrayList<>(List.of(java(), "-cp", System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(args));
        return command;
    }

    public String java() {
        return home.resolve("bin").resolve("java").toString();
    }
}
