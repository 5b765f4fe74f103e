package io.github.apimreconnect.mockarm.internal.page;

import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.reply.Header;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Serves the live page: {@code /_mock/} is its document, {@code /_mock/page/NAME} any other of its files. They are read
 * with the first request for one. A request only selects from the list of files; its text is never part of a path.
 */
public final class PageFiles {
    /** The path of the page. */
    public static final String PATH = "/_mock/";

    private static final String DOCUMENT = "index.html";
    private static final String ALLOWED = "GET, HEAD";

    /** The files by name, read from the jar. */
    private static final Map<String, PageFile> FILES = read();

    private PageFiles() {}

    /** Returns the reply to a request whose path begins with {@code /_mock}, or null if it is not for the page. */
    public static @Nullable Reply answer(ArmRequest request) {
        List<String> segments = request.path().segments();
        boolean moved = segments.size() == 1;
        PageFile file = FILES.get(moved ? DOCUMENT : name(segments));
        if (file == null) {
            return null;
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Reply.error(405, "/" + String.join("/", segments) + " has " + ALLOWED)
                    .with(new Header("Allow", ALLOWED));
        }
        return moved
                ? Reply.empty(308, null, new Header("Location", PATH))
                : file.reply(request.headers().getAll(HttpHeaderNames.IF_NONE_MATCH));
    }

    /** Returns the name of the requested file, empty if the request is not for one. */
    private static String name(List<String> segments) {
        if (segments.size() == 2 && segments.get(1).isEmpty()) {
            return DOCUMENT;
        }
        boolean other = segments.size() == 3
                && segments.get(1).equals("page")
                && !segments.get(2).equals(DOCUMENT);
        return other ? segments.get(2) : "";
    }

    private static Map<String, PageFile> read() {
        Map<String, PageFile> files = new LinkedHashMap<>();
        new String(PageFile.bytes("files.txt"), StandardCharsets.UTF_8)
                .lines()
                .forEach(name -> files.put(name, PageFile.read(name)));
        return files;
    }
}
