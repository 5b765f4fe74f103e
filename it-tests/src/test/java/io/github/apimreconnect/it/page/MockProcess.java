package io.github.apimreconnect.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.it.Jar;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The packaged mock in a process of its own. */
record MockProcess(Process process, URI endpoint) implements AutoCloseable {
    static MockProcess start(Path folder, int port) throws Exception {
        Process process = Jar.builder(Jar.MOCK, "--port", String.valueOf(port), "--tls-dir", folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String ready = process.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(ready).startsWith("mock-arm ready");
        return new MockProcess(process, URI.create(ready.split(" ", -1)[3]));
    }

    /** The processor time it has used. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    /** Ends it as a user would. */
    void end() throws InterruptedException {
        process.toHandle().destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("it ends").isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
