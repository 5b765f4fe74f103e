package io.github.apimreconnect.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.MockArm;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Uses text copied from the page as a user would: in a shell, and in a test. */
final class Copied {
    private static final Pattern STATUS = Pattern.compile("^HTTP/1.1 (\\d{3}) ");
    private static final String FRAME = """
            import io.github.apimreconnect.mockarm.*;

            public final class Pasted {
                public static void script(MockArm mock) {
                    %s
                }
            }
            """;

    private Copied() {}

    /** Pastes lines into a shell where {@code TOKEN} is set, and returns the status that curl prints. */
    static int run(String lines) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", lines).redirectErrorStream(true);
        builder.environment().put("TOKEN", "any");
        Process shell = builder.start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(20, TimeUnit.SECONDS)).as("it ends").isTrue();
        Matcher status = STATUS.matcher(output.lines()
                .filter(line -> line.startsWith("HTTP/"))
                .findFirst()
                .orElse(""));
        assertThat(status.find()).as("%s\n%s", lines, output).isTrue();
        return Integer.parseInt(status.group(1));
    }

    /** Compiles Java lines in a folder, and runs them with a mock. */
    static void script(Path folder, String lines, MockArm mock) throws Exception {
        Path source = Files.writeString(folder.resolve("Pasted.java"), FRAME.formatted(lines));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        boolean compiled;
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-proc:none", "-d", folder.toString());
            compiled = compiler.getTask(errors, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
        }
        assertThat(compiled).as("%s\n%s", lines, errors).isTrue();
        try (URLClassLoader classes =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, Copied.class.getClassLoader())) {
            classes.loadClass("Pasted").getMethod("script", MockArm.class).invoke(null, mock);
        }
    }
}
