package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that the README shows, as the mock reads them. */
final class ReadmeExamplesTest {
    private static final String SUBSCRIPTION = "0f8fad5b-d9cb-469f-a165-70867728950e";

    @TempDir
    private Path folder;

    @Test
    void theWorldHasTheBackendsItLists() throws IOException {
        Path world = Files.writeString(folder.resolve("world.yaml"), example("yaml", "subscriptions:"));
        try (MockArm mock = MockArm.builder().world(world).start()) {
            assertThat(List.of(status(mock, "proxybackend"), status(mock, "other"), status(mock, "unlisted")))
                    .containsExactly(202, 202, 404);
        }
    }

    private static int status(MockArm mock, String backend) {
        return new Caller(mock)
                .path(Caller.path(SUBSCRIPTION, "rg1", "apimService1", backend))
                .send()
                .statusCode();
    }

    @Test
    void theCannedAnswerIsServedWithThePlaceholderFilled() throws IOException {
        Files.writeString(folder.resolve("busy.json"), example("json", "{\n  \"about\""));
        try (MockArm mock = MockArm.builder().scenarios(folder).start()) {
            HttpResponse<String> answer =
                    new Caller(mock).header("x-mock-scenario", "busy").send();
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
            assertThat(answer.body())
                    .isEqualTo("{\"error\":{\"code\":\"Busy\",\"message\":\"Backend 'b1' is busy.\"}}");
        }
    }

    private static String example(String language, String begin) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\n(" + Pattern.quote(begin) + ".*?)^```")
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }
}
