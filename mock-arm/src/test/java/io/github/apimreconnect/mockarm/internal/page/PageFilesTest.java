package io.github.apimreconnect.mockarm.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.RawConnection;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the live page, as a browser gets them. */
@ExtendWith(MockArmExtension.class)
final class PageFilesTest {
    private static final Path FOLDER = Path.of("src/main/resources/page");
    private static final String LIST = "files.txt";
    private static final int MOST_BYTES = 60_000;

    /** Returns the paths of all files: the document is the page itself. */
    static List<String> paths() throws IOException {
        return Files.readAllLines(FOLDER.resolve(LIST)).stream()
                .map(PageFilesTest::path)
                .toList();
    }

    private static String path(String name) {
        return name.equals("index.html") ? "/_mock/" : "/_mock/page/" + name;
    }

    @Test
    void theListHasTheFilesOfTheFolder() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(Files.readAllLines(FOLDER.resolve(LIST)))
                    .isSorted()
                    .containsExactlyInAnyOrderElementsOf(files.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> !name.equals(LIST))
                            .toList());
        }
    }

    @Test
    void allFilesTogetherAreSmall() throws IOException {
        long bytes = 0;
        for (String name : Files.readAllLines(FOLDER.resolve(LIST))) {
            bytes += Files.size(FOLDER.resolve(name));
        }
        assertThat(bytes).isLessThan(MOST_BYTES);
    }

    @Test
    void everyFileIsServedAsItIsAndConfined(MockArm mock) throws IOException {
        for (String name : Files.readAllLines(FOLDER.resolve(LIST))) {
            HttpResponse<String> file = get(mock, path(name));
            assertThat(file.statusCode()).as(name).isEqualTo(200);
            assertThat(file.body()).as(name).isEqualTo(Files.readString(FOLDER.resolve(name)));
            assertThat(header(file, "Content-Type")).as(name).isEqualTo(type(name) + "; charset=utf-8");
            assertThat(header(file, "Content-Security-Policy"))
                    .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
            assertThat(header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(file, "Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(header(file, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(header(file, "Cache-Control")).isEqualTo("no-cache");
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html";
            case "css" -> "text/css";
            case "js" -> "text/javascript";
            case "svg" -> "image/svg+xml";
            default -> "none";
        };
    }

    /** The policy would not let a browser run or apply it. */
    @Test
    void theDocumentHasNoScriptOrStyleOfItsOwn() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("index.html")))
                .doesNotContainPattern("<script(?![^>]* src=)|<style|\\sstyle=|\\son[a-z]+=|javascript:|https?://");
    }

    @Test
    void aFileThatABrowserHasIsNotSentAgain(MockArm mock) throws IOException {
        String tag = header(get(mock, "/_mock/"), "ETag");
        assertThat(tag).matches("\"[^\"]+\"");
        for (String has : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            try (RawConnection raw = RawConnection.plain(mock)) {
                String heard = raw.send(
                                "GET /_mock/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nIf-None-Match: " + has
                                        + "\r\n\r\n")
                        .hear()
                        .text();
                assertThat(heard)
                        .as(has)
                        .startsWith("HTTP/1.1 304 Not Modified\r\n")
                        .contains("\r\nETag: " + tag + "\r\n", "\r\nCache-Control: no-cache\r\n")
                        .doesNotContain("\r\nContent-Length", "\r\nContent-Type")
                        .endsWith("\r\n\r\n");
            }
        }
        HttpResponse<String> changed = new Caller(mock)
                .method("GET")
                .path("/_mock/")
                .query("")
                .header("If-None-Match", "\"other\"")
                .send();
        assertThat(changed.statusCode()).isEqualTo(200);
    }

    @Test
    void filesHaveTagsOfTheirOwn(MockArm mock) throws IOException {
        assertThat(paths()).map(path -> header(get(mock, path), "ETag")).doesNotHaveDuplicates();
    }

    @Test
    void thePathWithoutItsSlashLeadsToThePage(MockArm mock) {
        HttpResponse<String> moved = get(mock, "/_mock");
        assertThat(moved.statusCode()).isEqualTo(308);
        assertThat(header(moved, "Location")).isEqualTo("/_mock/");
    }

    @Test
    void aQueryDoesNotMatter(MockArm mock) {
        assertThat(get(mock, "/_mock/?from=a-bookmark").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void headIsGetWithoutABody(String path, MockArm mock) throws IOException {
        String length = header(get(mock, path), "Content-Length");
        try (RawConnection raw = RawConnection.plain(mock)) {
            assertThat(raw.send("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .hear()
                            .text())
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .contains("\r\nContent-Length: " + length + "\r\n")
                    .endsWith("\r\n\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, /_mock/", "DELETE, /_mock", "PUT, /_mock/page/page.css"})
    void theFilesCanOnlyBeRead(String method, String path, MockArm mock) {
        HttpResponse<String> refused =
                new Caller(mock).method(method).path(path).query("").send();
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(header(refused, "Allow")).isEqualTo("GET, HEAD");
        assertThat(refused.body()).isEqualTo("{\"error\":\"" + path + " has GET, HEAD\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_mock/page",
                "/_mock/page/",
                "/_mock/page/index.html",
                "/_mock/page/files.txt",
                "/_mock/page/page.css/",
                "/_mock/page/PAGE.CSS",
                "/_mock/page/../page/page.css",
                "/_mock/page/%2e%2e%2fcontract%2fadmin.yaml",
                "/_mock/page/..%2fpage%2fpage.css",
                "/_mock/index.html",
                "/_mock/page.css",
                "/_mock//",
                "//_mock/"
            })
    void anyOtherNameIsNotThere(String path, MockArm mock) throws IOException {
        try (RawConnection raw = RawConnection.plain(mock)) {
            assertThat(raw.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .head())
                    .startsWith("HTTP/1.1 404 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: localhost\r\nOrigin: https://evil.example",
                "Host: localhost\r\nOrigin: null",
                "Host: localhost\r\nOrigin: http://localhost:1"
            })
    void otherSitesDoNotGetThePage(String headers, MockArm mock) throws IOException {
        for (String path : List.of("/_mock", "/_mock/", "/_mock/page/page.css")) {
            try (RawConnection raw = RawConnection.plain(mock)) {
                assertThat(raw.send("GET " + path + " HTTP/1.1\r\n" + headers + "\r\n\r\n")
                                .head())
                        .as(path)
                        .startsWith("HTTP/1.1 403 ");
            }
        }
    }

    private static HttpResponse<String> get(MockArm mock, String path) {
        return new Caller(mock).method("GET").path(path).query("").send();
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
