package io.github.apimreconnect.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.rest.SimpleResponse;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.client.BackendId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ReportTest {
    private static final BackendId BACKEND =
            BackendId.of("00000000-0000-0000-0000-000000000000", "rg1", "apimService1", "caf\u00e9");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void headersOfTheServerCannotControlTheTerminal() {
        accepted(false);
        assertThat(out.toString())
                .contains("request id      a\\u001b[31mred\\u009b0m\\u202e", "correlation id  none")
                .matches("[\\p{Print}\u00e9\n]+");
    }

    @Test
    void jsonIsAsciiAlone() throws Exception {
        accepted(true);
        assertThat(out.toString()).matches("\\p{Print}+\\R");
        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(out.toString())
                        .at("/backend")
                        .asText())
                .isEqualTo(BACKEND.toString());
    }

    @Test
    void stackTracesOfVerboseCannotControlTheTerminalEither() {
        IllegalStateException failure = new IllegalStateException("\u001b]0;title\u0007");
        report(false, true).failed(Problem.internal(failure));
        assertThat(err.toString())
                .contains("\tat ", "\\u001b]0;title\\u0007", "apim-reconnect: internal error: ")
                .matches("[\\p{Print}\n\t]+");
    }

    private void accepted(boolean json) {
        HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.X_MS_REQUEST_ID, "a\u001b[31mred\u009b0m\u202e");
        HttpRequest request = new HttpRequest(HttpMethod.POST, "https://management.azure.com");
        report(json, false).accepted(BACKEND, null, new SimpleResponse<>(request, 202, headers, null), Instant.EPOCH);
    }

    private Report report(boolean json, boolean verbose) {
        return new Report(json, verbose, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
