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
 * An example in the Javadoc of a public type or of one of its methods.
 *
 * @param of the name of the type, such as {@code Fault.Delay}, or of the method, such as {@code Journal.await}
 * @param text its lines, without the comment's asterisks
 */
record JavadocExample(String of, String text) {
    private static final List<String> APIS = List.of(
            "client/src/main/java/io/github/apimreconnect/client",
            "mock-arm/src/main/java/io/github/apimreconnect/mockarm");
    /** {@code ApiTest} checks that these are complete. */
    private static final List<String> REVIEWED = List.of("client/api.txt", "mock-arm/api.txt");

    private static final Pattern REVIEWED_TYPE =
            Pattern.compile("^(?:\\w+ )*(?:class|interface|record|enum) ([\\w.]+)", Pattern.MULTILINE);
    private static final Pattern PUBLIC =
            Pattern.compile("^public (?:\\w+ |non-sealed )*(?:class|interface|record|enum) (\\w+)", Pattern.MULTILINE);
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\n(.*?)\n *\\* }</pre>", Pattern.DOTALL);
    private static final Pattern ASTERISK = Pattern.compile("^ *\\* ?", Pattern.MULTILINE);
    /** From the end of a comment, past annotations and their comments, to the name of the type or method it is for. */
    private static final Pattern DECLARED = Pattern.compile("\\*/(?:\\s|//.*|@\\w+(?:\\([^)]*\\))?)*+"
            + "[^{;(]*?\\b(?:(?:class|interface|record|enum) (\\w+)|(\\w+)\\()");

    /** Returns the names of the public types of both libraries, nested ones as {@code Fault.Delay}. */
    static List<String> types(Path root) throws IOException {
        List<String> types = new ArrayList<>();
        for (String reviewed : REVIEWED) {
            REVIEWED_TYPE
                    .matcher(Files.readString(root.resolve(reviewed)))
                    .results()
                    .forEach(type -> types.add(type.group(1)));
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
                        .forEach(found -> examples.add(new JavadocExample(
                                declared(source, found.end(), type.group(1)),
                                ASTERISK.matcher(found.group(1)).replaceAll(""))));
            }
        }
        return examples;
    }

    private static String declared(String source, int example, String outer) {
        Matcher declared = DECLARED.matcher(source).region(source.indexOf("*/", example), source.length());
        if (!declared.lookingAt()) {
            throw new IllegalStateException("An example in " + outer + " is for neither a type nor a method");
        }
        String name = declared.group(1) == null ? declared.group(2) : declared.group(1);
        return name.equals(outer) ? outer : outer + "." + name;
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

    /** Returns what it is for as a part of a Java name. */
    String name() {
        return of.replace(".", "");
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
