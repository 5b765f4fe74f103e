package io.github.apimreconnect.it.documents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A user's project with the README's dependencies, and with every Java snippet of the documents and every example of the
 * Javadoc in a test. The parts that snippets omit, such as imports, are in {@code Snippets.txt} next to this class.
 */
final class SnippetProject {
    private static final String POM = """
            <?xml version="1.0" encoding="UTF-8"?>
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>reader</groupId>
              <artifactId>reader</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
            %s
              <build>
                <pluginManagement>
                  <plugins>
                    %s
                  </plugins>
                </pluginManagement>
              </build>
            </project>
            """;

    private SnippetProject() {}

    static Path write(Path folder, Newcomer newcomer) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src/test/java"));
        Files.writeString(
                folder.resolve("pom.xml"),
                POM.formatted(dependencies(Document.read(newcomer.checkout(), "README.md")), plugins(newcomer)));
        String frame = resource("Snippets.txt");
        List<String> methods = new ArrayList<>();
        for (String page : newcomer.pages()) {
            for (String snippet : Document.read(newcomer.checkout(), page).in("java")) {
                if (snippet.contains("class ")) {
                    String name = snippet.replaceFirst("(?s).*?class (\\w+).*", "$1");
                    Files.writeString(sources.resolve(name + ".java"), imports(frame) + snippet);
                } else {
                    methods.add(method("snippet" + methods.size(), snippet));
                }
            }
        }
        for (JavadocExample example : JavadocExample.all(newcomer.checkout())) {
            if (example.isClass()) {
                Files.writeString(
                        sources.resolve(example.name() + "ExampleTest.java"),
                        imports(frame)
                                + example.text().replaceFirst("class \\w+", "class " + example.name() + "ExampleTest"));
            } else {
                methods.add(method("javadoc" + example.name() + methods.size(), example.statements()));
            }
        }
        Files.writeString(
                sources.resolve("SnippetsTest.java"), frame.replace("// SNIPPETS", String.join("\n", methods)));
        return folder;
    }

    private static String method(String name, String statements) {
        return "@Test\nvoid " + name + "() throws Exception {\n" + statements + "\n}\n";
    }

    /** The blocks that stand by themselves, with those that are only dependencies added at the end. */
    private static String dependencies(Document page) {
        Map<Boolean, List<String>> blocks =
                page.in("xml").stream().collect(Collectors.partitioningBy(block -> block.startsWith("<dependency>")));
        String end = "</dependencies>";
        String whole = String.join("\n", blocks.get(false)).stripTrailing();
        return whole.substring(0, whole.length() - end.length()) + String.join("\n", blocks.get(true)) + end;
    }

    private static String imports(String frame) {
        return frame.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n")) + "\n";
    }

    /** The plugins of a plain project, in the versions that this build uses. */
    private static String plugins(Newcomer newcomer) throws IOException {
        String parent = Files.readString(newcomer.checkout().resolve("pom.xml"));
        String surefire = parent.replaceFirst("(?s).*<version.surefire>(.*?)</version.surefire>.*", "$1");
        return plugin("maven-resources-plugin", version(parent, "maven-resources-plugin"))
                + plugin("maven-compiler-plugin", version(parent, "maven-compiler-plugin"))
                + plugin("maven-surefire-plugin", surefire);
    }

    private static String version(String pom, String artifact) {
        return pom.replaceFirst("(?s).*?<artifactId>" + artifact + "</artifactId>\\s*<version>(.*?)</version>.*", "$1");
    }

    private static String plugin(String artifact, String version) {
        return "<plugin><artifactId>" + artifact + "</artifactId><version>" + version + "</version></plugin>";
    }

    private static String resource(String name) throws IOException {
        try (var in = SnippetProject.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
