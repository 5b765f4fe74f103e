package io.github.apimreconnect.it.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Installs the clients that are missing, or says which they are. */
enum Tools {
    CURL("curl --version", "curl"),
    AZURE_CLI("command -v az", "azure-cli"),
    PYTHON_SDK("python3 -c 'import azure.mgmt.apimanagement, azure.mgmt.resource'", "python3-azure"),
    NODE("node --version && npm --version", "nodejs npm");

    /** Debian's own first: a Python of another origin lacks Debian's packages. */
    static final String PATH = "/usr/bin:/bin:" + System.getenv("PATH");

    private static final String APT = "apt-get update -qq && DEBIAN_FRONTEND=noninteractive"
            + " nice -n 19 apt-get install --no-install-recommends -y ";
    /** The versions that the README names. */
    private static final String NPM = "nice -n 19 npm install --ignore-scripts --no-audit --no-fund --prefix . "
            + "@azure/arm-apimanagement@10.0.0 @azure/identity@4.13.1";

    private static final Duration LIMIT = Duration.ofMinutes(8);

    private final String probe;
    private final String packages;

    Tools(String probe, String packages) {
        this.probe = probe;
        this.packages = packages;
    }

    /** Installs Debian's packages unless the client is there; fails if that is not possible. */
    void require(Path folder) throws IOException, InterruptedException {
        if (run(probe, folder) != 0) {
            int installed = run("test \"$(id -u)\" = 0 && " + APT + packages, folder);
            if (installed != 0 || run(probe, folder) != 0) {
                throw new AssertionError("Missing: " + packages + ". It could not be installed (exit code " + installed
                        + ", see " + log(folder) + "); as root, run: apt-get install --no-install-recommends "
                        + packages);
            }
        }
    }

    /** Installs the SDK for JavaScript into a folder. */
    static void requireJavaScriptSdk(Path folder) throws IOException, InterruptedException {
        NODE.require(folder);
        int installed = run(NPM, folder);
        if (installed != 0) {
            throw new AssertionError(
                    "Missing: the SDK for JavaScript. Exit code " + installed + " of: " + NPM + "; see " + log(folder));
        }
    }

    private static int run(String command, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        ProcessBuilder builder = new ProcessBuilder(List.of("bash", "-c", command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile()));
        builder.environment().putAll(Map.of("PATH", PATH, "HOME", folder.toString()));
        builder.environment().putAll(Workplace.QUIET);
        Process process = builder.start();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            throw new AssertionError("It did not end within " + LIMIT + ": " + command);
        }
        return process.exitValue();
    }

    private static Path log(Path folder) {
        return folder.resolve("install.txt");
    }
}
