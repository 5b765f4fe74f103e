package io.github.apimreconnect.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Fault;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CopyIT {
    /** Everything that a shell, curl or Java could take for something else. */
    private static final String ODD = "it's \"$HOME\" `id` \\ {a,b} [1-9] @file %41 é";

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @TempDir
    private Path folder;

    @Test
    void theCopiedCurlLineGetsTheSameStatusAgain() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            Caller caller = new Caller(mock.httpEndpoint());
            String body = "{\"properties\":{\"after\":\"PT2M\"},\"odd\":\""
                    + ODD.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
            List<Integer> statuses = List.of(
                    caller.reconnect("a"),
                    caller.unauthorized("a"),
                    caller.reconnect("a", "x-mock-scenario", "service-locked"),
                    caller.post(Caller.target("a"), body, "x-odd", ODD.replace(" é", "")),
                    caller.post(Caller.target("a"), "@not JSON"),
                    caller.post(Caller.target("it's%20%5Bodd%5D"), ""));
            assertThat(statuses).containsExactly(202, 401, 409, 202, 400, 202);
            for (int i = 1; i <= statuses.size(); i++) {
                page.click(page.open(i) + " button.copy-curl");
                page.awaitText(page.row(i) + " button.copy-curl", "Copied");
                assertThat(Copied.run(BROWSER.clipboard())).as("number %s", i).isEqualTo(statuses.get(i - 1));
                page.click(page.row(i) + " .toggle");
            }
            assertThat(mock.journal().entries().get(9).body())
                    .as("the odd body")
                    .isEqualTo(body);
            assertThat(mock.journal().entries().get(9).headers()).containsEntry("x-odd", ODD.replace(" é", ""));
        }
    }

    static Stream<Step> steps() {
        return Stream.of(
                Step.answer("service-locked"),
                Step.answer("bad-gateway-html"),
                Step.answer("too-many-requests").with(Fault.parse("delay:20ms")),
                Step.parse("slow-body:1ms"),
                Step.status(418).header("x-odd", "\"quoted\" \\u000a").json("{\"odd\":\"" + "\\\"\\\\ é" + "\"}"),
                Step.status(502).text("<h1>Bad\t\"Gateway\"</h1>\n\\u0041").withoutArmHeaders());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void theCopiedTestScriptsTheSameAnswer(Step step) throws Exception {
        HttpResponse<String> first;
        String lines;
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            mock.script(Scope.ANY, step);
            first = send(mock.httpEndpoint());
            page.click(page.open(1) + " button.copy-test");
            page.awaitText(page.row(1) + " button.copy-test", "Copied");
            lines = BROWSER.clipboard();
        }
        try (MockArm other = MockArm.start()) {
            Copied.script(folder, lines, other);
            HttpResponse<String> again = send(other.httpEndpoint());
            assertThat(again.statusCode()).as(lines).isEqualTo(first.statusCode());
            assertThat(stable(again)).as(lines).isEqualTo(stable(first));
            assertThat(again.headers().map().keySet())
                    .isEqualTo(first.headers().map().keySet());
            other.verifyScriptsUsed();
        }
    }

    @Test
    void aRefusalCopiedAsATestIsScriptedForACallThatWouldPass() throws Exception {
        String lines;
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            new Caller(mock.httpEndpoint()).unauthorized("proxybackend");
            page.click(page.open(1) + " button.copy-test");
            page.awaitText(page.row(1) + " button.copy-test", "Copied");
            lines = BROWSER.clipboard();
        }
        try (MockArm other = MockArm.start()) {
            Copied.script(folder, lines, other);
            HttpResponse<String> again = send(other.httpEndpoint());
            assertThat(again.statusCode()).isEqualTo(401);
            assertThat(again.body()).contains("AuthenticationFailed");
        }
    }

    private static HttpResponse<String> send(URI endpoint) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(Caller.target("proxybackend")))
                .header("Authorization", "Bearer any")
                .POST(BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    /** The body without the time that ARM's messages have. */
    private static String stable(HttpResponse<String> answer) {
        return answer.body().replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z|\\d+/\\d+/\\d+ [\\d:]+ [AP]M", "TIME");
    }
}
