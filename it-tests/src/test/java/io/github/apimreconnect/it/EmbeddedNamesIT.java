package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An embedded mock whose name has an underscore, in a JVM with and without the documented setting. */
final class EmbeddedNamesIT {
    private static final String SETTING = "-Djdk.tls.server.disableExtensions=server_name";
    /** Of curl, when the handshake fails. */
    private static final int CONNECT_ERROR = 35;

    @TempDir
    private Path folder;

    @Test
    void withTheDocumentedSettingAStrictClientReachesItOverTls() throws Exception {
        Jar.Result answer = curl(SETTING);
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out()).contains("\"issuer\":\"https://my_mock:");
        assertThat(answer.exitCode()).isZero();
    }

    @Test
    void withoutItTheJdkRefusesTheHandshake() throws Exception {
        assertThat(curl("-Dunrelated=true").exitCode()).isEqualTo(CONNECT_ERROR);
    }

    private Jar.Result curl(String setting) throws Exception {
        Process process = new ProcessBuilder(
                        Jdk.current().program(List.of(setting), NamedMock.class, folder.toString()))
                .redirectError(folder.resolve("stderr").toFile())
                .start();
        try (BufferedReader out = process.inputReader()) {
            String[] line = String.valueOf(out.readLine()).split(" ", 3);
            assertThat(line).as("endpoint, host, port").hasSize(3);
            assertThat(line[0]).isEqualTo("https://my_mock:" + line[2]);
            assertThat(line[1]).as("the host, which java.net.URI does not know").isEqualTo("null");
            List<String> command = new ArrayList<>(List.of("curl", "--silent", "--show-error", "--max-time", "20"));
            command.addAll(List.of("--cacert", folder + "/ca.pem"));
            command.addAll(List.of("--resolve", "my_mock:" + line[2] + ":127.0.0.1"));
            command.add(line[0] + "/tenant/v2.0/.well-known/openid-configuration");
            Jar.Result answer = Jar.run(command, folder, Map.of());
            process.getOutputStream().close();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return answer;
        } finally {
            process.destroyForcibly();
        }
    }
}
