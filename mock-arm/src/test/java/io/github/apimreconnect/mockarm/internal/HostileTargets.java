package io.github.apimreconnect.mockarm.internal;

import static io.github.apimreconnect.mockarm.internal.HostileRequest.HOST;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.TARGET;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.TOKEN;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.ofBytes;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.ofTarget;

import java.util.stream.Stream;

/** Targets that are not URIs, or whose escapes are not valid text. */
final class HostileTargets {
    private HostileTargets() {}

    static Stream<HostileRequest> paths() {
        return Stream.of(
                path("an escape that is not hexadecimal", "%zz"),
                path("an escape with a sign", "%+1"),
                path("half an escape", "%2"),
                path("an escape without digits", "%"),
                path("an escaped NUL", "%00"),
                path("an escaped line end", "%0D%0A"),
                path("escapes that are not UTF-8", "%FF%FE"),
                path("an overlong slash", "%C0%AF"),
                path("an overlong NUL", "%C0%80"),
                path("half a surrogate pair", "%ED%A0%80"),
                path("escapes past the end of Unicode", "%F4%90%80%80"),
                path("an escaped control character of Latin-1", "%C2%85"),
                path("a backslash", "..\\b1"),
                path("a control character", "\u0001"),
                path("a NUL", "\0"),
                path("a delete", "\u007f"),
                path("bytes past ASCII", "\u00c3\u00a9"),
                path("markup", "<script>"),
                path("a fragment", "b1#b2"),
                path("a full stop in full width, raw", "\u00ef\u00bc\u008e"));
    }

    static Stream<HostileRequest> queries() {
        return Stream.of(
                ofTarget("an escape in the query that is not hexadecimal", TARGET + "%zz", 400),
                ofTarget("half an escape in the query", TARGET + "&x=%a", 400),
                ofTarget("an escaped NUL in the query", TARGET + "&x=%00", 400),
                ofTarget("escapes in the query that are not UTF-8", TARGET + "&%FF=x", 400),
                ofTarget("a control character in the api-version", TARGET + "\u0001", 400),
                ofTarget("a control character in the query", TARGET + "&x=\u0001", 400),
                ofTarget("bytes past ASCII in the query", TARGET + "&x=\u00c3\u00a9", 400),
                ofTarget("a fragment after the query", TARGET + "#x", 400));
    }

    static Stream<HostileRequest> forms() {
        return Stream.of(
                ofTarget("a path without its slash", TARGET.substring(1), 400),
                ofTarget("a scheme without a name", "://localhost" + TARGET, 400),
                ofTarget("a scheme of another protocol", "ftp://localhost" + TARGET, 400),
                ofTarget("a query that holds a URL, and no path", "?http://localhost" + TARGET, 400),
                ofTarget("a URL without a host", "http://" + TARGET, 400),
                ofTarget("a URL with a user", "http://evil@localhost" + TARGET, 400),
                ofTarget("an asterisk", "*", 400),
                ofBytes("a tunnel", "CONNECT localhost:443 HTTP/1.1\r\n" + HOST + TOKEN + "\r\n", 400));
    }

    private static HostileRequest path(String name, String backend) {
        return ofTarget(name, TARGET.replace("/b1/", "/" + backend + "/"), 400);
    }
}
