package io.github.apimreconnect.mockarm.internal.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.mockarm.MockClock;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.ClosestPath;
import io.github.apimreconnect.mockarm.internal.arm.ClosestPath.Template;
import io.github.apimreconnect.mockarm.internal.connection.Connections;
import io.github.apimreconnect.mockarm.internal.connection.PlannedReply;
import io.github.apimreconnect.mockarm.internal.contract.Contract;
import io.github.apimreconnect.mockarm.internal.contract.Throttle;
import io.github.apimreconnect.mockarm.internal.dispatch.Dispatcher;
import io.github.apimreconnect.mockarm.internal.dispatch.PendingScript;
import io.github.apimreconnect.mockarm.internal.event.EventId;
import io.github.apimreconnect.mockarm.internal.event.EventStream;
import io.github.apimreconnect.mockarm.internal.journal.AnsweredRequest;
import io.github.apimreconnect.mockarm.internal.journal.Memory;
import io.github.apimreconnect.mockarm.internal.journal.RequestJournal;
import io.github.apimreconnect.mockarm.internal.page.PageFiles;
import io.github.apimreconnect.mockarm.internal.reply.Header;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import io.github.apimreconnect.mockarm.internal.tls.PendingTls;
import io.github.apimreconnect.mockarm.internal.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The admin API under {@code /_mock}: recorded requests, scripts and the clock. */
public final class Admin {
    /** More than any script needs; bodies are parsed on an event loop. */
    static final int MAX_BODY = 64 * 1024;

    private static final String PREFIX = "_mock";

    private final Parts parts;
    private final Runnable reset;

    /**
     * Creates the admin API of a mock.
     *
     * @param parts the parts it shows and controls
     * @param reset clears the recorded requests and the scripts
     */
    public Admin(Parts parts, Runnable reset) {
        this.parts = parts;
        this.reset = reset;
    }

    /**
     * The parts that the admin API shows and controls.
     *
     * @param memory the journal, the reconnects and the counts
     * @param dispatcher the scripts
     * @param connections the connections
     * @param tokens the tokens issued
     * @param events the event stream
     * @param throttle the write buckets
     * @param tls the certificate
     * @param clock the mock's clock
     * @param port the port that the mock listens on
     * @param settings its settings, as JSON
     */
    public record Parts(
            Memory memory,
            Dispatcher dispatcher,
            Connections connections,
            Tokens tokens,
            EventStream events,
            Throttle throttle,
            PendingTls tls,
            Clock clock,
            IntSupplier port,
            Supplier<Map<String, Object>> settings) {}

    public static boolean isFor(ArmRequest request) {
        List<String> segments = request.path().segments();
        return !segments.isEmpty() && segments.get(0).equals(PREFIX);
    }

    public PlannedReply answer(ArmRequest request) {
        List<String> segments = request.path().segments();
        String path = String.join("/", segments.subList(1, segments.size()));
        AdminPage page = AdminPage.of(path);
        if ((page == null || !page.anyHost())
                && OwnSite.isForeign(
                        request, parts.connections().names(), parts.port().getAsInt())) {
            return error(
                    403,
                    "The host of the request, and its Origin, must be the mock's own, " + request.origin()
                            + "; --public-host allows more names");
        }
        if (page == null) {
            Reply file = PageFiles.answer(request);
            return file == null ? unknown(path, segments) : PlannedReply.page(file);
        }
        AdminPage.Method method = page.method(request.method());
        if (method == null) {
            return PlannedReply.page(Reply.error(405, "/_mock/" + path + " has " + page.allow())
                    .with(new Header("Allow", page.allow())));
        }
        if (request.body().length > MAX_BODY) {
            return error(413, "The body must have at most 64 KiB, but had " + request.body().length + " bytes");
        }
        if (AdminRequest.hasOtherBody(request)) {
            return error(415, "A body must be JSON, with Content-Type: application/json; with curl, use --json");
        }
        try {
            AdminRequest.checkParameters(request, method.parameters());
            return method.handler().answer(this, request);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return error(e instanceof IllegalStateException ? 409 : 400, String.valueOf(e.getMessage()));
        }
    }

    private static PlannedReply unknown(String path, List<String> segments) {
        List<Template> pages = AdminPage.ALL.stream()
                .map(one -> new Template(one.listed(), "/" + one.path()))
                .toList();
        String known = Stream.concat(Stream.of(PageFiles.PATH), pages.stream().map(one -> "/_mock" + one.path()))
                .collect(Collectors.joining(", "));
        String closest = ClosestPath.of(segments.subList(1, segments.size()), pages)
                .map(one -> ". The closest is /_mock" + one.path())
                .orElse("");
        return error(404, "Unknown page '/_mock/" + path + "'. Known pages: " + known + closest);
    }

    PlannedReply health() {
        return json(Map.of("status", "UP"));
    }

    PlannedReply settings() {
        return json(parts.settings().get());
    }

    PlannedReply journal(ArmRequest request) {
        RequestJournal journal = parts.memory().journal();
        JournalQuery query = JournalQuery.of(request);
        return query.await().isPresent()
                ? JournalWait.forPage(journal, query, parts.events()::lastEvent)
                : PlannedReply.page(
                        JournalPage.reply(200, journal, query, parts.events().lastEvent(), null));
    }

    PlannedReply countJournal(ArmRequest request) {
        return JournalWait.forCount(parts.memory().journal(), JournalQuery.of(request));
    }

    PlannedReply journalEntry(ArmRequest request) {
        RequestJournal journal = parts.memory().journal();
        long number = AdminRequest.number(request);
        AnsweredRequest found = journal.answered(number);
        return found == null
                ? error(
                        404,
                        "The journal does not have request " + number + "; it received " + journal.count()
                                + ", and dropped the first " + journal.dropped())
                : json(EntryView.of(found));
    }

    PlannedReply forgetJournal() {
        parts.memory().journal().clear();
        return done();
    }

    PlannedReply reconnects(ArmRequest request) {
        return json(AdminViews.reconnects(
                parts.memory().reconnects(),
                AdminRequest.page(request),
                parts.clock().instant()));
    }

    PlannedReply stats() {
        return json(AdminViews.stats(
                parts.memory(), parts.connections(), parts.clock().instant()));
    }

    PlannedReply buckets(ArmRequest request) {
        return json(BucketsView.of(
                parts.throttle(),
                AdminRequest.limit(request, BucketsView.USUAL, BucketsView.MOST),
                parts.clock().instant()));
    }

    PlannedReply events(ArmRequest request) {
        EventId had = AdminRequest.lastEventId(request);
        return parts.events().isFull()
                ? error(503, "The event stream already has " + EventStream.MAX_READERS + " readers, the maximum")
                : parts.events().reply(had);
    }

    PlannedReply scripts() {
        Header last = JournalPage.lastEvent(parts.events().lastEvent());
        return PlannedReply.page(
                Reply.json(200, null, AdminViews.scripts(parts.dispatcher().scripts()))
                        .with(last));
    }

    PlannedReply addScript(ArmRequest request) {
        AdminRequest.Scripted scripted = AdminRequest.script(
                AdminRequest.json(request), parts.dispatcher().answers());
        PendingScript script = parts.dispatcher().add(scripted.scope(), scripted.steps(), scripted.count());
        return json(AdminViews.scripts(List.of(script)).get(0));
    }

    PlannedReply forgetScripts(ArmRequest request) {
        Long number = AdminRequest.scriptNumber(request);
        if (number == null) {
            parts.dispatcher().clear();
            return done();
        }
        PendingScript script = parts.dispatcher().script(number);
        if (script == null) {
            return error(404, "There is no script with the number " + number);
        }
        script.cancel();
        return done();
    }

    PlannedReply answers() {
        return json(AnswersView.of(parts.dispatcher().answers()));
    }

    PlannedReply nextConnections(ArmRequest request) {
        JsonNode asked = AdminRequest.json(request);
        parts.connections().faults().next(AdminRequest.connectionFault(asked), AdminRequest.count(asked));
        return done();
    }

    PlannedReply clock() {
        return json(AdminViews.clock(parts.clock()));
    }

    PlannedReply advanceClock(ArmRequest request) {
        if (!(parts.clock() instanceof MockClock clock)) {
            throw new IllegalStateException("The mock uses the real clock; start it with --clock virtual");
        }
        clock.advance(AdminRequest.advance(AdminRequest.json(request)));
        parts.events().clockAdvanced();
        return json(AdminViews.clock(parts.clock()));
    }

    PlannedReply revokeTokens() {
        parts.tokens().revoke();
        return done();
    }

    PlannedReply reset() {
        reset.run();
        return done();
    }

    PlannedReply authority() {
        return parts.tls()
                .ifMade()
                .map(made -> PlannedReply.page(Reply.text(
                        200, null, "application/x-pem-file", made.trust().pem().getBytes(StandardCharsets.US_ASCII))))
                .orElseGet(() -> error(503, "The certificate is still being generated; try again"));
    }

    PlannedReply contract() {
        return yaml(Contract.document());
    }

    PlannedReply document() {
        return yaml(AdminDocument.shipped());
    }

    private static PlannedReply done() {
        return PlannedReply.page(Reply.empty(204, null));
    }

    private static PlannedReply json(Object value) {
        return PlannedReply.page(Reply.json(200, null, value));
    }

    private static PlannedReply yaml(byte[] document) {
        return PlannedReply.page(Reply.text(200, null, "application/yaml", document));
    }

    private static PlannedReply error(int status, String message) {
        return PlannedReply.page(Reply.error(status, message));
    }
}
