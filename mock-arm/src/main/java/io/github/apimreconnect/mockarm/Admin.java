package io.github.apimreconnect.mockarm;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The admin API under {@code /_mock}: what came, what is scripted, the clock. */
final class Admin {
    /** More than any script needs; each is read on an event loop. */
    static final int MAX_BODY = 64 * 1024;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String PREFIX = "_mock";
    private static final int MAX_ERROR = 4000;

    private final ArmService service;
    private final PendingTls tls;

    Admin(ArmService service, PendingTls tls) {
        this.service = service;
        this.tls = tls;
    }

    static boolean isFor(ArmRequest request) {
        List<String> segments = request.path().segments();
        return !segments.isEmpty() && segments.get(0).equals(PREFIX);
    }

    Reply answer(ArmRequest request) {
        List<String> segments = request.path().segments();
        String path = String.join("/", segments.subList(1, segments.size()));
        AdminPage page = AdminPage.of(path);
        if ((page == null || !page.anyHost()) && isForeign(request)) {
            return error(403, "Host and Origin must be the mock's own, " + request.origin());
        }
        if (page == null) {
            return error(
                    404,
                    "Unknown page '/_mock/" + shortened(path) + "'. Known pages: "
                            + AdminPage.ALL.stream()
                                    .map(one -> "/_mock/" + one.path())
                                    .collect(Collectors.joining(", ")));
        }
        AdminPage.Handler handler = page.handler(request.method());
        if (handler == null) {
            return error(405, "/_mock/" + path + " has " + page.allow()).with(new Header("Allow", page.allow()));
        }
        if (request.body().length > MAX_BODY) {
            return error(413, "The body must have at most 64 KiB, but had " + request.body().length + " bytes");
        }
        try {
            return handler.answer(this, request);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return error(e instanceof IllegalStateException ? 409 : 400, String.valueOf(e.getMessage()));
        }
    }

    /** The answer in place of one that would be too much beside all others that are being read. */
    static Reply tooMuchHeld() {
        return error(
                503, "Answers of an eighth of the heap are being read; read those first, or ask for less by 'limit'");
    }

    Reply health() {
        return json(Map.of("status", "UP"));
    }

    Reply journal(ArmRequest request) {
        return jsonText(JournalPage.of(service.journal(), JournalQuery.of(request)));
    }

    Reply forgetJournal() {
        service.journal().clear();
        return done();
    }

    Reply reconnects(ArmRequest request) {
        return json(AdminViews.reconnects(service.reconnects(), AdminRequest.page(request), service.now()));
    }

    Reply stats() {
        return json(AdminViews.stats(service));
    }

    Reply events() {
        return service.events().isFull()
                ? error(503, "Events has " + Events.MAX_READERS + " readers, which is as many as it takes")
                : Events.STREAM;
    }

    Reply scripts() {
        return json(AdminViews.scripts(service.scenario().scripts()));
    }

    Reply addScript(ArmRequest request) {
        AdminRequest.Scripted scripted = AdminRequest.script(AdminRequest.json(request), service.answers());
        Script script = service.scenario().add(scripted.scope(), scripted.steps(), scripted.count());
        return json(AdminViews.scripts(List.of(script)).get(0));
    }

    Reply forgetScripts() {
        service.scenario().clear();
        return done();
    }

    Reply answers() {
        return json(Map.of("answers", service.answers().names(), "faults", Fault.KINDS));
    }

    Reply nextConnections(ArmRequest request) {
        JsonNode asked = AdminRequest.json(request);
        service.connectionFaults().next(AdminRequest.connectionFault(asked), AdminRequest.count(asked));
        return done();
    }

    Reply clock() {
        return json(clockView());
    }

    Reply advanceClock(ArmRequest request) {
        if (!(service.clock() instanceof MockClock clock)) {
            throw new IllegalStateException("The mock runs on real time; start it with --clock virtual");
        }
        clock.advance(AdminRequest.advance(AdminRequest.json(request)));
        service.events().publish("clock", Jackson.text(clockView()));
        return json(clockView());
    }

    Reply revokeTokens() {
        service.tokens().revoke();
        return done();
    }

    Reply reset() {
        service.reset();
        return done();
    }

    Reply authority() {
        return tls.ifMade()
                .map(made -> Reply.text(
                        200, null, "application/x-pem-file", made.authorityPem().getBytes(StandardCharsets.US_ASCII)))
                .orElseGet(() -> error(503, "The certificate is being made; ask again"));
    }

    Reply contract() {
        return Reply.text(200, null, "application/yaml", Contract.document());
    }

    private Map<String, Object> clockView() {
        return new Json()
                .put("now", service.now().toString())
                .put("clock", service.clock() instanceof MockClock ? "virtual" : "real")
                .map();
    }

    /** Whether a page of another site asks, through the reader's browser. */
    private static boolean isForeign(ArmRequest request) {
        URI own = URI.create(request.origin());
        String host = request.header(HttpHeaderNames.HOST).orElse("");
        List<String> origins = request.headers().getAll(HttpHeaderNames.ORIGIN);
        return !isOwn(host.substring(0, endOfName(host)), own)
                || origins.stream().anyMatch(origin -> !isOwnOrigin(origin, own));
    }

    private static boolean isOwn(String host, URI own) {
        return LOOPBACK.contains(host) || host.equalsIgnoreCase(own.getHost());
    }

    /** A page of the mock itself, by any name of this machine's loopback; another port is another site. */
    private static boolean isOwnOrigin(String origin, URI own) {
        String port = ":" + own.getPort();
        int scheme = origin.startsWith("https://") ? 8 : origin.startsWith("http://") ? 7 : -1;
        int end = origin.length() - port.length();
        return scheme > 0 && end > scheme && origin.endsWith(port) && isOwn(origin.substring(scheme, end), own);
    }

    /** Where a port begins, or the end. */
    private static int endOfName(String host) {
        int at = host.length();
        while (at > 0 && host.charAt(at - 1) >= '0' && host.charAt(at - 1) <= '9') {
            at--;
        }
        return at > 0 && at < host.length() && host.charAt(at - 1) == ':' ? at - 1 : host.length();
    }

    private static Reply done() {
        return Reply.empty(204, null);
    }

    private static Reply json(Object value) {
        return Reply.json(200, null, value);
    }

    private static Reply jsonText(String json) {
        return Reply.text(200, null, Reply.JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    private static Reply error(int status, String message) {
        return Reply.json(status, null, Map.of("error", shortened(message)));
    }

    private static String shortened(String text) {
        return text.length() > MAX_ERROR ? text.substring(0, MAX_ERROR) + "..." : text;
    }
}
