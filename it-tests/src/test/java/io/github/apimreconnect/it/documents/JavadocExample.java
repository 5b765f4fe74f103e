package io.github.apimreconnect.it.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An example in the Javadoc of a public type.
 *
 * @param type the simple name of the type
 * @param text its lines, without the comment's asterisks
 */
record JavadocExample(String type, String text) {
    private static final List<String> APIS = List.of(
            "client/src/main/java/io/github/apimreconnect/client",
            "mock-arm/src/main/java/io/github/apimreconnect/mockarm");
    private static final Pattern PUBLIC =
            Pattern.compile("^public (?:\\w+ |non-sealed )*(?:class|interface|record|enum) (\\w+)", Pattern.MULTILINE);
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\n(.*?)\n *\\* }</pre>", Pattern.DOTALL);
    private static final Pattern ASTERISK = Pattern.compile("^ *\\* ?", Pattern.MULTILINE);

    /** Returns the names of the public types of both libraries. */
    static List<String> types(Path root) throws IOException {
        List<String> types = new ArrayList<>();
        for (String source : sources(root)) {
            Matcher type = PUBLIC.matcher(source);
            if (type.find()) {
                types.add(type.group(1));
            }
        }
        return types;
    }

    /** Returns all examples of both libraries. */
    static List<JavadocExample> all(Path root) throws IOException {
        List<JavadocExample> examples = new ArrayList<>();
        for (String source : sources(root)) {
            Matcher type = PUBLIC.matcher(source);
            if (type.find()) {
                EXAMPLE.matcher(source)
                        .results()
                        .map(found -> ASTERISK.matcher(found.group(1)).replaceAll(""))
                        .forEach(text -> examples.add(new JavadocExample(type.group(1), text)));
            }
        }
        return examples;
    }

    private static List<String> sources(Path root) throws IOException {
        List<String> sources = new ArrayList<>();
        for (String api : APIS) {
            try (Stream<Path> files = Files.list(root.resolve(api))) {
                for (Path file : files.filter(one -> one.toString().endsWith(".java"))
                        .sorted()
                        .toList()) {
                    sources.add(Files.readString(file));
                }
            }
        }
        return sources;
    }

    boolean isClass() {
        return text.contains("class ");
    }

    /** Returns the example as statements, with a mock and a client for it unless it makes its own. */
    String statements() {
        String client = text.contains("BackendReconnectAsyncClient client =")
                ? ""
                : "BackendReconnectAsyncClient client = new BackendReconnectClientBuilder()"
                        + ".endpoint(mock.httpEndpoint().toString()).buildAsyncClient();\n";
        return text.contains("MockArm mock =")
                ? text
                : "try (MockArm mock = MockArm.builder().auth(Auth.NONE).start()) {\n" + client + text + "\n}";
    }
}
