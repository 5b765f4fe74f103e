package io.github.apimreconnect.mockarm.internal.admin;

import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.ClosestPath.Template;
import io.github.apimreconnect.mockarm.internal.connection.PlannedReply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of the admin API and its methods.
 *
 * @param path its path below {@code /_mock/}
 * @param anyHost whether it skips the {@code Host} and {@code Origin} check, as it reveals nothing
 * @param methods its methods, by name
 */
public record AdminPage(String path, boolean anyHost, Map<String, Method> methods) {
    private static final List<String> FILTERS =
            List.of("backend", "status", "clientRequestId", "since", "method", "refusedBy", "scripted", "outcome");

    private static final List<String> NONE = List.of();

    /** All pages, in the order of the documentation. Loaded on the first admin request, not at startup. */
    public static final List<AdminPage> ALL = List.of(
            new AdminPage("health", true, Map.of()).get(NONE, (admin, request) -> admin.health()),
            page("settings").get(NONE, (admin, request) -> admin.settings()),
            page("journal")
                    .get(with(FILTERS, "after", "limit", "retained", "await", "timeout"), Admin::journal)
                    .delete(NONE, (admin, request) -> admin.forgetJournal()),
            page("journal/entry").get(List.of("number"), Admin::journalEntry),
            page("journal/count").get(with(FILTERS, "after", "retained", "await", "timeout"), Admin::countJournal),
            page("reconnects").get(List.of("after", "limit"), Admin::reconnects),
            page("stats").get(NONE, (admin, request) -> admin.stats()),
            page("buckets").get(List.of("limit"), Admin::buckets),
            page("events").get(List.of("lastEventId"), Admin::events),
            page("scenarios")
                    .get(NONE, (admin, request) -> admin.scripts())
                    .post(Admin::addScript)
                    .delete(List.of("number"), Admin::forgetScripts),
            page("answers").get(NONE, (admin, request) -> admin.answers()),
            page("connections").post(Admin::nextConnections),
            page("clock").get(NONE, (admin, request) -> admin.clock()).post(Admin::advanceClock),
            page("tokens").delete(NONE, (admin, request) -> admin.revokeTokens()),
            page("reset").post((admin, request) -> admin.reset()),
            page("ca.pem").get(NONE, (admin, request) -> admin.authority()),
            page("openapi.yaml").get(NONE, (admin, request) -> admin.contract()),
            page("admin.yaml").get(NONE, (admin, request) -> admin.document()));

    /** Handles one method of one page. */
    interface Handler {
        PlannedReply answer(Admin admin, ArmRequest request);
    }

    /**
     * A method of a page.
     *
     * @param parameters the names of its query parameters, all optional
     * @param handler its handler
     */
    public record Method(List<String> parameters, Handler handler) {}

    static @Nullable AdminPage of(String path) {
        for (AdminPage page : ALL) {
            if (page.path.equals(path)) {
                return page;
            }
        }
        return null;
    }

    /** Returns the paths of all pages, to suggest one for a path that misses it. */
    public static List<Template> served() {
        return ALL.stream()
                .map(page -> new Template(page.listed(), "/_mock/" + page.path))
                .toList();
    }

    private static AdminPage page(String path) {
        return new AdminPage(path, false, Map.of());
    }

    private static List<String> with(List<String> names, String... more) {
        return Stream.concat(names.stream(), Stream.of(more)).toList();
    }

    private AdminPage get(List<String> parameters, Handler handler) {
        return with("GET", parameters, handler);
    }

    private AdminPage post(Handler handler) {
        return with("POST", NONE, handler);
    }

    private AdminPage delete(List<String> parameters, Handler handler) {
        return with("DELETE", parameters, handler);
    }

    private AdminPage with(String name, List<String> parameters, Handler handler) {
        Map<String, Method> more = new LinkedHashMap<>(methods);
        more.put(name, new Method(parameters, handler));
        return new AdminPage(path, anyHost, more);
    }

    /** Returns a method, or null; HEAD is GET without a body. */
    @Nullable
    Method method(String name) {
        return methods.get(name.equals("HEAD") ? "GET" : name);
    }

    /** Returns the methods; GET implies HEAD. */
    public String listed() {
        return String.join(", ", methods.keySet());
    }

    /** Returns the methods, as listed in the {@code Allow} header. */
    String allow() {
        return listed().replace("GET", "GET, HEAD");
    }
}
