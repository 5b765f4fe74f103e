package io.github.apimreconnect.mockarm.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.mockarm.Requests;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.arm.PlainStep;
import io.github.apimreconnect.mockarm.internal.journal.Entries;
import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonLogTest {
    @Test
    void aRequestHasTheFieldsOfItsJournalEntryThatAreKnownBeforeTheResponse() throws IOException {
        JsonNode line = read(JsonLog.line(
                Entries.of(Requests.reconnect(), 409, Step.parse("service-locked*3"), null), Instant.EPOCH));
        assertThat(line.fieldNames())
                .toIterable()
                .containsExactly(
                        "event",
                        "time",
                        "number",
                        "arrived",
                        "method",
                        "target",
                        "backend",
                        "headers",
                        "body",
                        "status",
                        "code",
                        "clientRequestId",
                        "requestId",
                        "refusedBy",
                        "reason",
                        "alsoRefusedBy",
                        "scripted");
        assertThat(line.at("/event").asText()).isEqualTo("request");
        assertThat(line.at("/time").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(line.at("/status").asInt()).isEqualTo(409);
        assertThat(line.at("/scripted").asText()).isEqualTo("service-locked");
    }

    @Test
    void aHeaderWithASecretIsMasked() throws IOException {
        DefaultHttpRequest head = head("/");
        head.headers().set("Authorization", "Bearer secret");
        assertThat(read(JsonLog.line(entry(head, 0, ""), Instant.EPOCH))
                        .at("/headers/Authorization")
                        .asText())
                .isEqualTo("***");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000, 20_000, 1_000_000})
    void aBodyThatDoesNotFitTheLineIsLeftOut(int size) throws IOException {
        String line = JsonLog.line(entry(head("/subscriptions/x"), size, ""), Instant.EPOCH);
        assertThat(line).hasSizeLessThanOrEqualTo(JsonLog.MAX_LINE);
        JsonNode json = read(line);
        boolean fits = size <= 10_000;
        assertThat(json.has("body")).isEqualTo(fits);
        assertThat(json.has("truncated")).isNotEqualTo(fits);
        assertThat(json.has("headers")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\"", "\\", "\u0001", "\u00e9", "\u4e2d", "\ud83d\ude00", "\ud800"})
    void aLineIsOneLineOfAsciiAndFitsWhateverCallersSend(String text) throws IOException {
        String longest = text.repeat(9_000);
        DefaultHttpRequest head = head("/subscriptions/" + longest + "/" + longest);
        for (int i = 0; i < 20; i++) {
            head.headers().set("x-header-" + i, "\"".repeat(700));
        }
        head.headers().set("x-ms-client-request-id", "\"".repeat(9_000));
        String line = JsonLog.line(entry(head, 20_000, longest), Instant.EPOCH);
        assertThat(line).matches("[ -~]+").hasSizeLessThanOrEqualTo(JsonLog.MAX_LINE);
        assertThat(read(line).at("/truncated").asBoolean()).isTrue();
        assertThat(read(line).at("/refusedBy").asText()).isEqualTo("names");
    }

    @Test
    void anEventHasItsNameAndTime() throws IOException {
        JsonNode line = read(JsonLog.line("ready", Map.of("endpoint", "https://localhost:1")));
        assertThat(line.at("/event").asText()).isEqualTo("ready");
        assertThat(Instant.parse(line.at("/time").asText())).isNotNull();
        assertThat(line.at("/endpoint").asText()).isEqualTo("https://localhost:1");
    }

    @SuppressWarnings("deprecation") // the constructor that takes any target
    private static DefaultHttpRequest head(String target) {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, target, false);
    }

    private static RecordedRequest entry(DefaultHttpRequest head, int body, String reason) {
        byte[] bytes = "b".repeat(body).getBytes(StandardCharsets.US_ASCII);
        ArmRequest request = ArmRequest.of(Instant.EPOCH, head, bytes, false, "https://localhost:1");
        return Entries.of(request, 400, PlainStep.PLAIN, new RefusedException("names", "", reason));
    }

    private static JsonNode read(String line) throws IOException {
        return Json.readStrictly(line.getBytes(StandardCharsets.US_ASCII));
    }
}
