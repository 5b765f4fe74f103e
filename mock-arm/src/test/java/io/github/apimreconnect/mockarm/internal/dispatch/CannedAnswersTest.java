package io.github.apimreconnect.mockarm.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.arm.ArmPath;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.reply.ArmHeaders;
import io.github.apimreconnect.mockarm.internal.reply.Header;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CannedAnswersTest {
    @TempDir
    private Path folder;

    static List<String> shipped() {
        return CannedAnswers.shipped().names();
    }

    @Test
    void theIndexListsTheFilesOfTheFolder() throws IOException, URISyntaxException {
        Path canned = Path.of(
                        CannedAnswers.class.getResource("/canned/index.txt").toURI())
                .getParent();
        try (Stream<Path> files = Files.list(canned)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .containsExactlyInAnyOrderElementsOf(shipped());
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedAnswerSaysWhatItIsAndLeavesNoPlaceholderOpen(String name) {
        CannedAnswer answer = CannedAnswers.shipped().get(name);
        assertThat(answer.about()).endsWith(".");
        assertThat(answer.source()).isNotBlank();
        assertThat(written(answer, "backend")).doesNotContain("{{", "versions are ''", "audiences ''");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\\", "a\"},{\"b\":\"", "{{subscription}}", "$1\\", "</script>", "\u00e9\u4e2d"})
    void aNameOfTheCallersStaysWhereItStands(String name) throws IOException {
        write("echo", "{\"status\":404,\"headers\":{\"x-name\":\"{{backend}}\"},\"body\":{\"a\":[\"<{{backend}}>\"]}}");
        String written = written(CannedAnswers.with(folder).get("echo"), name);
        String head = written.substring(0, written.indexOf("\r\n\r\n"));
        JsonNode body = JsonMapper.builder().build().readTree(written.substring(head.length()));
        assertThat(body.at("/a/0").asText()).isEqualTo("<" + name + ">");
        assertThat(body.size()).isOne();
        assertThat(head.lines()).filteredOn(line -> line.startsWith("x-name: ")).hasSize(1);
    }

    @Test
    void aLineBreakInAValueMakesNoHeader() {
        Header header = Header.ofText("x-name", "a\r\nSet-Cookie: b\u0000\u0085\u2028");
        assertThat(header.value()).isEqualTo("a??Set-Cookie: b???");
    }

    @Test
    void theUsersFolderWins() throws IOException {
        write("service-locked", "{\"status\":423,\"text\":\"later\",\"headers\":{\"content-type\":\"text/plain\"}}");
        write("accepted", "{\"status\":202,\"headers\":{\"x-mine\":\"yes\"}}");
        try (MockArm mock = MockArm.builder().scenarios(folder).start()) {
            var locked =
                    new Caller(mock).header("x-mock-scenario", "service-locked").send();
            assertThat(locked.statusCode()).isEqualTo(423);
            assertThat(locked.body()).isEqualTo("later");
            assertThat(locked.headers().allValues("content-type")).containsExactly("text/plain");
            assertThat(new Caller(mock).send().headers().firstValue("x-mine")).hasValue("yes");
            assertThat(mock.reconnects().all()).hasSize(1);
        }
    }

    @Test
    void aNewNameIsListedAndCanBeScripted() throws IOException {
        write("teapot", "{\"status\":418,\"armHeaders\":false}");
        CannedAnswers answers = CannedAnswers.with(folder);
        assertThat(answers.names()).contains("teapot", "accepted").isSorted();
        try (MockArm mock = MockArm.builder().scenarios(folder).start()) {
            mock.script(Scope.ANY, Step.answer("teapot"));
            var teapot = new Caller(mock).send();
            assertThat(teapot.statusCode()).isEqualTo(418);
            assertThat(teapot.headers().map()).containsOnlyKeys("content-length");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|'status' is missing: the file must be a JSON object",
                "{}|'status' must be from 200 to 599",
                "{\"status\":100}|'status' must be from 200 to 599",
                "{\"status\":\"404\"}|'status' must be from 200 to 599",
                "{\"status\":204,\"text\":\"x\"}|'status' is 204, which has no body",
                "{\"status\":404,\"bdoy\":{}}|'bdoy' is unknown. Known fields: about, armHeaders, body",
                "{\"status\":404,\"body\":{},\"text\":\"x\"}|'text' and 'body' cannot be combined",
                "{\"status\":404,\"text\":7}|'text' must be a string",
                "{\"status\":404,\"armHeaders\":\"no\"}|'armHeaders' must be true or false",
                "{\"status\":404,\"headers\":[]}|'headers' must be an object with string values",
                "{\"status\":404,\"headers\":{\"x\":1}}|'headers.x' must be a string",
                "{\"status\":404,\"headers\":{\"x\":\"\",\"X\":\"\"}}|'headers.X' appears twice",
                "{\"status\":404,\"headers\":{\"x y\":\"\"}}|'headers.x y' cannot be set",
                "{\"status\":404,\"headers\":{\"Content-Length\":\"1\"}}|'headers.Content-Length' cannot be set",
                "{\"status\":404,\"headers\":{\"Date\":\"now\"}}|'headers.Date' is set by the mock",
                "{\"status\":404,\"headers\":{\"x\":\"{{nobody}}\"}}|'headers.x' has the unknown placeholder {{nobody}}",
                "{\"status\":404,\"body\":\"{{nobody}}\"}|'body' has the unknown placeholder {{nobody}}",
                "{\"status\":404,\"headers\":{\"x\":\"a\\nb\"}}|'headers.x' must be ISO 8859-1 without control characters, but has U+000A",
                "{\"status\":404,\"headers\":{\"x\":\"\\u20AC\"}}|'headers.x' must be ISO 8859-1 without control characters, but has U+20AC",
                "{\"status\":404,\"text\":\"a\\uD800\"}|'text' must not have lone surrogates, but has U+D800",
                "{\"status\":404,\"about\":\"\\uDC00a\"}|'about' must not have lone surrogates, but has U+DC00",
                "{\"status\":404,\"source\":\"\\uDC00\\uD800\"}|'source' must not have lone surrogates, but has U+DC00",
                "{\"status\":404,\"body\":[{\"a\":\"\\uD83D\"}]}|'body' must not have lone surrogates, but has U+D83D",
                "{\"status\":404,\"body\":{\"a\":{\"\\uD83D\":1}}}|line 1, column 35: Broken surrogate pair in field name",
                "{\"status\":404,\"headers\":{\"x\":\"\\uD800\"}}|'headers.x' must be ISO 8859-1 without control characters, but has U+D800",
                "{\"status\":404,\"status\":500}|line 1, column ",
                "{\"status\":404,\"headers\":{\"x\":\"\",\"x\":\"\"}}|Duplicate field 'x'",
                "{\"status\":404}}|line 1, column ",
                "{\"status\"|line 1, column ",
            })
    void aFileThatCannotBeMeantIsRefusedByFileAndField(String content, String problem) throws IOException {
        write("bad", content);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CannedAnswers.with(folder))
                .withMessageContaining("bad.json")
                .withMessageContaining(problem);
    }

    @Test
    void aFileThatIsTooDeepForTheParserIsRefusedWithoutAPlaceThatThereIsNot() throws IOException {
        write("bad", "[".repeat(2000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CannedAnswers.with(folder))
                .withMessageContaining("bad.json: Document nesting depth (1001)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "reset", "x+y", "x*2"})
    void aFileNameThatNoStepCanHoldIsRefused(String name) throws IOException {
        write(name, "{\"status\":404}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CannedAnswers.with(folder))
                .withMessageContaining(name + ".json");
    }

    @Test
    void aHeaderOfTheUsersIsSentInLatin1() throws IOException {
        write("latin", "{\"status\":404,\"headers\":{\"x-name\":\"caf\\u00e9 {{backend}}\"}}");
        CannedAnswer answer = CannedAnswers.with(folder).get("latin");
        assertThat(answer.headers()).containsEntry("x-name", "caf\u00e9 {{backend}}");
        assertThat(bytes(answer, "\u00e9")).contains("x-name: caf\u00e9 ?\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void filesThatAreIgnoredAreHiddenOrLoggedAndNeverAnswers() throws IOException {
        Files.writeString(folder.resolve("teapot.yaml"), "status: 418");
        Files.writeString(folder.resolve(".hidden.json"), "nonsense");
        write("teapot2", "{\"status\":418}");
        assertThat(CannedAnswers.with(folder).names())
                .contains("teapot2")
                .doesNotContain("teapot", ".hidden")
                .hasSize(shipped().size() + 1);
    }

    @Test
    void wholeSurrogatePairsAreText() throws IOException {
        write("smile", "{\"status\":404,\"body\":{\"\\uD83D\\uDE00\":\"\\uD83D\\uDE00\"}}");
        assertThat(written(CannedAnswers.with(folder).get("smile"), "b"))
                .endsWith("{\"\uD83D\uDE00\":\"\uD83D\uDE00\"}");
    }

    @Test
    void aFileThatIsNotUtf8IsRefusedByFileAndPlace() throws IOException {
        Path file = Files.write(
                folder.resolve("latin.json"),
                "{\"status\":404,\n\"text\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CannedAnswers.with(folder))
                .withMessage("'scenarios' cannot be read: " + file + ": it is not UTF-8 at line 2, column 9");
    }

    @Test
    void aByteOrderMarkIsSkipped() throws IOException {
        write("marked", "\uFEFF{\"status\":404}");
        assertThat(CannedAnswers.with(folder).get("marked").status()).isEqualTo(404);
    }

    @Test
    void aHugeFileIsNotRead() throws IOException {
        write("huge", "{\"status\":404,\"text\":\"" + "x".repeat(16 * 1024 * 1024) + "\"}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CannedAnswers.with(folder))
                .withMessage("'scenarios': " + folder.resolve("huge.json") + " has more than 16 MiB");
        Files.delete(folder.resolve("huge.json"));
        Files.createSymbolicLink(folder.resolve("endless.json"), Path.of("/dev/zero"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CannedAnswers.with(folder))
                .withMessage("'scenarios': " + folder.resolve("endless.json") + " has more than 16 MiB");
    }

    @Test
    void aFolderNamedLikeAnAnswerIsRefused() throws IOException {
        Files.createDirectory(folder.resolve("teapot.json"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CannedAnswers.with(folder))
                .withMessage("'scenarios' cannot be read: " + folder.resolve("teapot.json") + ": it is a folder");
    }

    @Test
    void aFolderThatIsNotThereIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CannedAnswers.with(folder.resolve("none")))
                .withMessageStartingWith("'scenarios' cannot be read");
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name + ".json"), content);
    }

    private static String written(CannedAnswer answer, String backend) {
        return new String(bytes(answer, backend), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(CannedAnswer answer, String backend) {
        HttpHeaders none = new DefaultHttpHeaders();
        ArmPath path = new ArmPath(List.of(
                "subscriptions",
                Caller.SUBSCRIPTION,
                "resourceGroups",
                "rg",
                "providers",
                "Microsoft.ApiManagement",
                "service",
                "svc",
                "backends",
                backend,
                "reconnect"));
        ArmRequest request = new ArmRequest(
                Instant.EPOCH,
                "POST",
                "/",
                path,
                Caller.QUERY.substring(1),
                none,
                new byte[0],
                false,
                "https://localhost:1");
        Reply reply = answer.reply(new ArmHeaders.Maker().next(Instant.EPOCH), request, Map.of("principal", "p"));
        ByteBuf out = Unpooled.buffer();
        reply.writeHead(out, Reply.Framing.STAYS, 0);
        return ByteBufUtil.getBytes(out.writeBytes(reply.body()));
    }
}
