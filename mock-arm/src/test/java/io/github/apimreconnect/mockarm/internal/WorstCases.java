package io.github.apimreconnect.mockarm.internal;

import static io.github.apimreconnect.mockarm.internal.WorstCase.BODY;
import static io.github.apimreconnect.mockarm.internal.WorstCase.HEADERS;
import static io.github.apimreconnect.mockarm.internal.WorstCase.LINE;
import static io.github.apimreconnect.mockarm.internal.WorstCase.filled;

import io.github.apimreconnect.mockarm.Caller;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One case for each place that parses input. */
final class WorstCases {
    private static final String RECONNECT = Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "b1") + Caller.QUERY;
    /** Refused for its api-version, so that the body is only judged for the journal. */
    private static final String REFUSED = RECONNECT.replace("2023", "1999");

    private static final String TOKEN = "/t/oauth2/v2.0/token";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String FORM = "grant_type=client_credentials&client_id=c&client_secret=s&scope=";

    private WorstCases() {}

    static Stream<WorstCase> all() {
        return Stream.of(queries(), paths(), headers(), scenarios(), bodies(), forms(), admin())
                .flatMap(cases -> cases);
    }

    private static Stream<WorstCase> queries() {
        return Stream.of(
                        "key?",
                        "?",
                        "&",
                        "=",
                        "&&=",
                        "a&",
                        "a=&",
                        "token",
                        "&token",
                        "?sig",
                        "&api-versio",
                        "&aaaaaaaaaaaa",
                        "%41",
                        "&%41",
                        "+",
                        "sig=?",
                        "?key=",
                        "&api-version=1",
                        "identity-heade")
                .flatMap(part -> Stream.of("/?", RECONNECT + "&", "/_mock/journal?")
                        .map(before ->
                                WorstCase.target("query " + before + part, "POST", before + filled(LINE, part))));
    }

    private static Stream<WorstCase> paths() {
        String service = "/subscriptions/" + Caller.SUBSCRIPTION
                + "/resourceGroups/rg/providers/Microsoft.ApiManagement" + "/service/";
        return Stream.of(
                WorstCase.target("slashes", "POST", filled(LINE, "/")),
                WorstCase.target("segments", "POST", filled(LINE, "/a")),
                WorstCase.target("escapes", "POST", filled(LINE, "/%41")),
                WorstCase.target("misspelled keywords", "POST", filled(LINE, "/.well-known-openid-configuratio")),
                WorstCase.target(
                        "providers",
                        "POST",
                        "/subscriptions/" + Caller.SUBSCRIPTION + filled(LINE, "/providers") + Caller.QUERY),
                WorstCase.target("an authority", "POST", "http://" + filled(LINE, "a") + "^"),
                WorstCase.target("a port", "POST", "http://a:" + filled(LINE, "1") + "^"),
                WorstCase.target("an address", "POST", "http://[" + filled(LINE, "1:") + "^"),
                WorstCase.target("a user", "POST", "http://" + filled(LINE, "a:@")),
                WorstCase.target("a scheme", "POST", filled(LINE, "a+")),
                WorstCase.target(
                        "the name of a service",
                        "POST",
                        service + filled(LINE, "a-") + "/backends/b/reconnect" + Caller.QUERY),
                WorstCase.target(
                        "the name of a backend",
                        "POST",
                        service + "s/backends/" + filled(LINE - 200, "%C3%A4") + "/reconnect" + Caller.QUERY));
    }

    private static Stream<WorstCase> headers() {
        String distinct = IntStream.range(0, 190)
                .mapToObj(i -> Integer.toString(i, 36) + ":" + "x".repeat(70) + "\r\n")
                .collect(Collectors.joining());
        return Stream.of(
                WorstCase.of("one name often", "POST", RECONNECT, filled(HEADERS, "a:" + "b".repeat(78) + "\r\n"), ""),
                WorstCase.of("many names", "POST", RECONNECT, distinct, ""),
                WorstCase.of(
                        "names that almost speak of secrets", "POST", RECONNECT, filled(HEADERS, "toke") + ":\r\n", ""),
                WorstCase.of("a long host", "POST", RECONNECT, "Host: " + filled(HEADERS, "a:") + "\r\n", ""),
                WorstCase.of("tags of a page", "GET", "/_mock/", "If-None-Match: " + filled(HEADERS, ",") + "\r\n", ""),
                WorstCase.of("a host of digits", "GET", "/_mock/stats", "Host: a:" + filled(HEADERS, "1") + "\r\n", ""),
                WorstCase.of(
                        "an origin", "GET", "/_mock/stats", "Origin: http://" + filled(HEADERS, ":1") + "\r\n", ""),
                WorstCase.of(
                        "many origins", "GET", "/_mock/stats", "Origin: http://localhost:8443\r\n".repeat(190), ""),
                WorstCase.of(
                        "a media type", "POST", RECONNECT, "Content-Type: " + filled(HEADERS, " a") + "\r\n", "{}"),
                WorstCase.of(
                        "an id to be returned",
                        "POST",
                        RECONNECT,
                        "x-ms-return-client-request-id: true\r\n" + "x-ms-client-request-id: "
                                + filled(HEADERS, "\u00e4") + "\r\n",
                        ""));
    }

    private static Stream<WorstCase> scenarios() {
        return Stream.of(
                        "delay:" + filled(HEADERS, "1") + "s",
                        "delay:PT" + filled(HEADERS, "1"),
                        "delay:P" + filled(HEADERS, "-1"),
                        "delay:lognormal(" + filled(HEADERS, "1"),
                        "delay:lognormal(1s," + filled(HEADERS, "1"),
                        "delay:" + filled(HEADERS, "1.."),
                        "reset@" + filled(HEADERS, "in-body"),
                        "a*" + filled(HEADERS, "9"),
                        filled(HEADERS, "*"),
                        filled(HEADERS, "+"),
                        filled(HEADERS, ":@"))
                .map(step -> WorstCase.of(
                        "step " + step.substring(0, 12), "POST", RECONNECT, "x-mock-scenario: " + step + "\r\n", ""));
    }

    private static Stream<WorstCase> bodies() {
        String after = "{\"properties\":{\"after\":\"";
        return Stream.of(
                        "{\"a\":" + filled(BODY, "1") + "}",
                        "{\"a\":[" + filled(BODY, "9".repeat(999) + ",") + "1]}",
                        "{\"a\":[" + filled(BODY, "1e-9999999,") + "1]}",
                        "{\"a\":0." + filled(BODY, "1") + "}",
                        filled(BODY, "["),
                        filled(BODY, "{\"a\":"),
                        "[" + filled(BODY, "{},") + "{}]",
                        "[" + filled(BODY, "[],") + "1]",
                        "{" + filled(BODY, "\"a\":1,") + "\"b\":1}",
                        "{"
                                + IntStream.range(0, 80_000)
                                        .mapToObj(i -> "\"" + i + "\":1,")
                                        .collect(Collectors.joining())
                                + "\"b\":1}",
                        "{\"" + filled(BODY, "k") + "\":1}",
                        "\"" + filled(BODY, "\\u0041") + "\"",
                        filled(BODY, " "),
                        filled(BODY, "x"),
                        filled(BODY, "(["),
                        filled(BODY, " ([Source:"),
                        after + filled(BODY, "1") + "\"}}",
                        after + "P" + filled(BODY, "1") + "D\"}}",
                        after + "PT0." + filled(BODY, "1") + "S\"}}",
                        after + filled(BODY, "\\u0001") + "\"}}",
                        "{\"properties\":" + filled(BODY, "[") + "}",
                        "{\"properties\":[" + filled(BODY, "1,") + "1]}")
                .map(body -> body.substring(0, Math.min(BODY, body.length())))
                .flatMap(body -> Stream.of(RECONNECT, REFUSED)
                        .map(target -> WorstCase.of(
                                (target.equals(REFUSED) ? "refused " : "") + "body "
                                        + body.substring(0, Math.min(30, body.length())),
                                "POST",
                                target,
                                JSON,
                                body)));
    }

    private static Stream<WorstCase> forms() {
        String distinct = IntStream.range(0, 150_000)
                .mapToObj(i -> Integer.toString(i, 36))
                .collect(Collectors.joining("&"));
        return Stream.of(
                        filled(BODY, "&"),
                        filled(BODY, "="),
                        filled(BODY, "a&"),
                        filled(BODY, "%41"),
                        filled(BODY, "%41&"),
                        distinct,
                        FORM + filled(BODY - 200, "+"),
                        FORM + filled(BODY - 200, "a+"),
                        FORM + filled(BODY - 200, "/.default") + "x",
                        FORM + filled(BODY - 200, "a") + "/.default",
                        "client_id=" + filled(BODY - 200, "a") + "&client_secret=s&grant_type=client_credentials"
                                + "&scope=a/.default",
                        "grant_type=" + filled(BODY - 200, "a") + "&client_id=c&scope=s")
                .map(form -> WorstCase.of(
                        "form " + form.substring(0, Math.min(70, form.length())), "POST", TOKEN, "", form));
    }

    private static Stream<WorstCase> admin() {
        return Stream.of(
                WorstCase.target(
                        "a time", "GET", "/_mock/journal?since=2026-01-01T00:00:00." + filled(LINE, "0") + "Z"),
                WorstCase.target("a year", "GET", "/_mock/journal?since=" + filled(LINE, "%2B9")),
                WorstCase.target("a limit", "GET", "/_mock/journal?limit=" + filled(LINE, "9")),
                WorstCase.target("a status", "GET", "/_mock/journal?status=" + filled(LINE, "5")),
                WorstCase.target("a page", "GET", "/_mock" + filled(LINE, "/a")),
                script("one step of everything", "{\"steps\":[\"delay:" + filled(BODY - 100, "1") + "\"]}"),
                script("one step of stars", "{\"steps\":[\"" + filled(BODY - 100, "*") + "\"]}"),
                script("many steps", "{\"steps\":[" + filled(BODY - 100, "\"reset\",") + "\"reset\"]}"),
                script("a step that is none", "{\"steps\":[" + filled(BODY - 100, "[") + "]}"),
                script("steps that are none", "{\"steps\":[{" + filled(BODY - 100, "\"a\":1,") + "\"a\":1}]}"),
                script(
                        "a scope",
                        "{\"scope\":{\"backend\":\"" + filled(BODY - 100, "*") + "\"},\"steps\":[\"reset\"]}"),
                script("an inline body", "{\"steps\":[{\"status\":409,\"body\":[" + filled(60_000, "[],") + "1]}]}"),
                script(
                        "inline numbers",
                        "{\"steps\":[{\"status\":409,\"body\":[" + filled(60_000, "1e-9999999,") + "1]}]}"),
                script(
                        "a deep inline body",
                        "{\"steps\":[{\"status\":409,\"body\":" + filled(900, "[") + filled(900, "]") + "}]}"),
                script(
                        "inline placeholders",
                        "{\"steps\":[{\"status\":409,\"body\":\"" + filled(60_000, "{{origin}}") + "\"}]}"),
                script(
                        "inline headers",
                        "{\"steps\":[{\"status\":409,\"headers\":{"
                                + IntStream.range(0, 5_000)
                                        .mapToObj(i -> "\"x" + i + "\":\"\",")
                                        .collect(Collectors.joining())
                                + "\"x\":\"\"}}]}"),
                script(
                        "an inline fault",
                        "{\"steps\":[{\"status\":409,\"fault\":\"delay:" + filled(60_000, "1") + "\"}]}"),
                script(
                        "many inline steps",
                        "{\"steps\":[" + filled(60_000, "{\"status\":409},") + "{\"status\":409}]}"),
                script("a field", "{\"" + filled(40_000, "k") + "\":[]}"),
                WorstCase.of(
                        "an advance",
                        "POST",
                        "/_mock/clock",
                        "",
                        "{\"advance\":\"PT" + filled(BODY - 100, "1") + "S\"}"));
    }

    private static WorstCase script(String name, String body) {
        return WorstCase.of("script of " + name, "POST", "/_mock/scenarios", "", body);
    }
}
