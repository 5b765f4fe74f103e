package io.github.apimreconnect.mockarm;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The admin API under {@code /_mock}: what came, what is scripted, the clock. */
final class Admin {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern ORIGIN = Pattern.compile("https?://([^/]+):([0-9]{1,5})");
    private static final String PREFIX = "_mock";

    /** The pages, with the methods of each. */
    private static final Map<String, String> PAGES = new LinkedHashMap<>();

    static {
        PAGES.put("health", "GET");
        PAGES.put("journal", "GET, DELETE");
        PAGES.put("reconnects", "GET");
        PAGES.put("stats", "GET");
        PAGES.put("events", "GET");
        PAGES.put("scenarios", "GET, POST, DELETE");
        PAGES.put("answers", "GET");
        PAGES.put("connections", "POST");
        PAGES.put("clock", "GET, POST");
        PAGES.put("tokens", "DELETE");
        PAGES.put("reset", "POST");
        PAGES.put("ca.pem", "GET");
        PAGES.put("openapi.yaml", "GET");
    }

    private final ArmService service;
    private final PendingTls tls;

    Admin(ArmService service, PendingTls tls) {
        this.service = service;
        this.tls = tls;
    }

    static Map<String, String> pages() {
        return Collections.unmodifiableMap(PAGES);
    }

    static boolean isFor(ArmRequest request) {
        List<String> segments = request.path().segments();
        return !segments.isEmpty() && segments.get(0).equals(PREFIX);
    }

    Reply answer(ArmRequest request) {
        if (isForeign(request)) {
            return error(403, "Host and Origin must be the mock's own, " + request.origin());
        }
        List<String> segments = request.path().segments();
        String page = String.join("/", segments.subList(1, segments.size()));
        String methods = PAGES.get(page);
        if (methods == null) {
            return error(404, "There are /_mock/" + String.join(", /_mock/", PAGES.keySet()));
        }
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        if (!List.of(methods.split(", ")).contains(method)) {
            return error(405, "/_mock/" + page + " has " + methods).with(new Header("Allow", methods));
        }
        try {
            return method.equals("GET") ? show(page, request) : change(page, method, request);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return error(e instanceof IllegalStateException ? 409 : 400, String.valueOf(e.getMessage()));
        }
    }

    private Reply show(String page, ArmRequest request) {
        Instant now = service.now();
        return switch (page) {
            case "health" -> Reply.json(200, null, Map.of("status", "UP"));
            case "journal" ->
                json(AdminViews.journal(service.journal(), AdminRequest.entries(service.journal(), request)));
            case "reconnects" ->
                json(service.reconnects().all().stream()
                        .map(one -> AdminViews.reconnect(one, now))
                        .toList());
            case "stats" -> json(AdminViews.stats(service));
            case "events" -> Events.STREAM;
            case "scenarios" ->
                json(service.scenario().scripts().stream()
                        .map(AdminViews::script)
                        .toList());
            case "answers" -> json(Map.of("answers", service.answers().names(), "faults", Fault.KINDS));
            case "clock" -> json(clock());
            case "ca.pem" ->
                tls.ifMade()
                        .map(made -> Reply.text(
                                200,
                                null,
                                "application/x-pem-file",
                                made.authorityPem().getBytes(StandardCharsets.US_ASCII)))
                        .orElseGet(() -> error(503, "The certificate is being made; ask again"));
            default -> Reply.text(200, null, "application/yaml", Contract.document());
        };
    }

    private Reply change(String page, String method, ArmRequest request) {
        switch (page) {
            case "journal" -> service.journal().clear();
            case "scenarios" -> {
                if (method.equals("POST")) {
                    AdminRequest.Scripted scripted = AdminRequest.script(AdminRequest.json(request), service.answers());
                    return json(AdminViews.script(service.scenario().add(scripted.scope(), scripted.steps())));
                }
                service.scenario().clear();
            }
            case "connections" -> {
                JsonNode asked = AdminRequest.json(request);
                service.connectionFaults().next(AdminRequest.connectionFault(asked), AdminRequest.count(asked));
            }
            case "clock" -> {
                if (!(service.clock() instanceof MockClock clock)) {
                    throw new IllegalStateException("The mock runs on real time; start it with --clock virtual");
                }
                clock.advance(AdminRequest.advance(AdminRequest.json(request)));
                service.events().publish("clock", Jackson.text(clock()));
                return json(clock());
            }
            case "tokens" -> service.tokens().revoke();
            default -> service.reset();
        }
        return Reply.empty(204, null);
    }

    private Map<String, Object> clock() {
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
        return !isOwn(host.replaceFirst(":[0-9]+$", ""), own)
                || origins.stream().anyMatch(origin -> !isOwnOrigin(origin, own));
    }

    private static boolean isOwn(String host, URI own) {
        return LOOPBACK.contains(host) || host.equalsIgnoreCase(own.getHost());
    }

    /** A page of the mock itself, by any name of this machine's loopback; another port is another site. */
    private static boolean isOwnOrigin(String origin, URI own) {
        Matcher parts = ORIGIN.matcher(origin);
        return parts.matches() && isOwn(parts.group(1), own) && parts.group(2).equals(Integer.toString(own.getPort()));
    }

    private static Reply json(Object value) {
        return Reply.json(200, null, value);
    }

    private static Reply error(int status, String message) {
        return Reply.json(status, null, Map.of("error", message));
    }
}
