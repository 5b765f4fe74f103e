package io.github.apimreconnect.mockarm.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.internal.dispatch.CannedAnswer;
import io.github.apimreconnect.mockarm.internal.dispatch.CannedAnswers;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The running mock beside what is known of ARM; the table in FIDELITY.md is made from it. */
@TestInstance(Lifecycle.PER_CLASS)
final class FidelityTest {
    private static final Path COMMITTED = Path.of("FIDELITY.md");
    private static final Path MADE = Path.of("target", "FIDELITY.md");
    private static final Pattern TIME = Pattern.compile("'\\d+/\\d+/\\d{4} \\d+:\\d{2}:\\d{2} [AP]M'");
    private static final Pattern CODE_AND_MESSAGE =
            Pattern.compile("\\{\"error\":\\{\"code\":\"([^\"]+)\",\"message\":\"([^\"]+)\"(.*)}}");

    private final List<FidelityCase> cases = FidelityCases.all();
    private final Map<FidelityCase, Sent> answers = new ConcurrentHashMap<>();

    List<FidelityCase> cases() {
        return cases;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theMockSendsWhatArmSends(FidelityCase one) {
        Sent sent = answers.computeIfAbsent(one, FidelityTest::send);
        assertThat(sent.status).isEqualTo(one.status());
        assertThat(sent.body).isEqualTo(one.body());
        assertThat(sent.headers).containsAllEntriesOf(lowerCase(one.headers()));
        assertThat(sent.headers)
                .as("nothing to poll")
                .doesNotContainKeys("location", "azure-asyncoperation", "etag")
                .as("seen with other providers, not with reconnect")
                .doesNotContainKeys("x-ms-operation-identifier", "x-ms-throttle-levels", "x-cache", "x-msedge-ref");
        if (one.status() != 502) {
            assertThat(sent.headers)
                    .containsKeys("x-ms-request-id", "x-ms-correlation-request-id", "x-ms-routing-request-id")
                    .containsEntry("server", "Microsoft-HTTPAPI/2.0");
        }
        if (one.status() == 202) {
            assertThat(sent.headers).doesNotContainKeys("content-type", "retry-after", "x-ms-failure-cause");
        }
        if (!one.headers().containsKey("x-ms-client-request-id")) {
            assertThat(sent.headers).doesNotContainKey("x-ms-client-request-id");
        }
    }

    @Test
    void everyShippedAnswerIsInTheTable() {
        assertThat(CannedAnswers.shipped().names()).allSatisfy(name -> {
            CannedAnswer answer = CannedAnswers.shipped().get(name);
            String body = answer.json() != null ? answer.json().toString() : String.valueOf(answer.text());
            Pattern filled = Pattern.compile(Arrays.stream(CannedAnswer.PLACEHOLDER.split(body, -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*")));
            assertThat(cases).anySatisfy(one -> {
                assertThat(one.status()).isEqualTo(answer.status());
                assertThat(one.body()).matches(one.body().isEmpty() ? Pattern.compile("") : filled);
            });
        });
    }

    @Test
    void theCommittedTableIsTheOneMadeNow() throws IOException {
        StringBuilder table = new StringBuilder(Files.readString(Path.of("src/test/resources/fidelity-head.md")));
        for (FidelityCase one : cases) {
            Sent sent = answers.computeIfAbsent(one, FidelityTest::send);
            table.append("| ")
                    .append(String.join(
                            " | ",
                            one.name(),
                            one.status() + " " + inBraces(one.arm()),
                            inBraces(sent.inWords(one))
                                    + (one.own().isEmpty() ? "" : "<br>**Mock's own:** " + one.own()),
                            one.how(),
                            one.source().isEmpty() ? "-" : one.source()))
                    .append(" |\n");
        }
        Files.createDirectories(MADE.toAbsolutePath().getParent());
        Files.writeString(MADE, table);
        assertThat(Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "")
                .as("FIDELITY.md differs from what the mock does; if that is meant, copy " + MADE + " over it")
                .isEqualTo(table.toString());
    }

    /** Markdown would take a word in angle brackets for markup, and a bar for the end of a column. */
    private static String inBraces(String words) {
        return words.replaceAll("<(?!br>|html|head|title|h1|body)([a-z0-9 ]+)>", "{$1}")
                .replace("|", "\\|");
    }

    private static Sent send(FidelityCase one) {
        try (MockArm mock = one.mock().get().start()) {
            HttpResponse<String> response = one.send(mock);
            Map<String, String> headers = new TreeMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) -> headers.put(name, steady(String.join(", ", values), mock)));
            return new Sent(response.statusCode(), steady(response.body(), mock), headers);
        }
    }

    /** Without what is different each time. */
    private static String steady(String text, MockArm mock) {
        return TIME.matcher(text).replaceAll("'<time>'").replace("localhost:" + mock.port(), "localhost:<port>");
    }

    private static Map<String, String> lowerCase(Map<String, String> headers) {
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return lower;
    }

    private record Sent(int status, String body, Map<String, String> headers) {
        String inWords(FidelityCase one) {
            StringBuilder words = new StringBuilder().append(status).append(' ');
            var error = CODE_AND_MESSAGE.matcher(body);
            if (error.matches()) {
                words.append(error.group(1)).append(": ").append(error.group(2));
                words.append(
                        error.group(3).isEmpty() ? "" : " `" + error.group(3).substring(1) + "`");
            } else {
                words.append(body.isEmpty() ? "empty" : "`" + body.strip() + "`");
            }
            one.headers().keySet().stream()
                    .filter(header -> !header.equals("Content-Type"))
                    .forEach(header -> words.append("<br>`")
                            .append(header)
                            .append(": ")
                            .append(headers.get(header.toLowerCase(Locale.ROOT)))
                            .append('`'));
            return words.toString();
        }
    }
}
