package io.github.apimreconnect.it.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A built image.
 *
 * @param root the root folder of a container
 * @param user numeric user and group
 * @param environment its variables
 * @param entrypoint the command it runs
 * @param healthCheck the command that checks its health
 * @param ports the exposed ports, such as {@code 8443/tcp}
 */
record Image(
        Path root,
        String user,
        Map<String, String> environment,
        List<String> entrypoint,
        List<String> healthCheck,
        List<String> ports) {
    private static final int BUILD_MINUTES = 10;

    /** Builds the image; the output goes to a file in the folder, and is shown only if the build fails. */
    static Image build(Path folder) throws IOException, InterruptedException {
        Path log = Files.createDirectories(folder).resolve("build.log");
        Process build = new ProcessBuilder("sh", "src/image/build.sh", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!build.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) || build.exitValue() != 0) {
            build.destroyForcibly();
            throw new AssertionError("The image was not built:\n" + Files.readString(log));
        }
        JsonNode image = JsonMapper.builder()
                .build()
                .readTree(folder.resolve("image.json").toFile());
        JsonNode config = image.at("/Docker/config");
        List<String> ports = new ArrayList<>();
        config.path("ExposedPorts").fieldNames().forEachRemaining(ports::add);
        Map<String, String> environment = new HashMap<>();
        for (String variable : texts(config.path("Env"))) {
            String[] parts = variable.split("=", 2);
            environment.put(parts[0], parts[1]);
        }
        return new Image(
                folder.resolve("root").toRealPath(),
                config.path("User").asText(),
                Map.copyOf(environment),
                texts(config.path("Entrypoint")),
                texts(config.at("/Healthcheck/Test")),
                List.copyOf(ports));
    }

    /** Returns the bytes of the files below a folder of the image. */
    long bytes(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** Returns the running processes that have this root folder: those of its containers, whatever became of these. */
    List<String> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> isInside(process.pid()))
                .map(process ->
                        process.pid() + " " + process.info().commandLine().orElse("?"))
                .toList();
    }

    private boolean isInside(long pid) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(pid), "root"), root);
        } catch (IOException ended) {
            return false;
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }
}
