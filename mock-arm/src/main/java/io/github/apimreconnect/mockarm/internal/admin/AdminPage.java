package io.github.apimreconnect.mockarm.internal.admin;

import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.ClosestPath.Template;
import io.github.apimreconnect.mockarm.internal.connection.PlannedReply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of the admin API and its handlers.
 *
 * @param path its path below {@code /_mock/}
 * @param anyHost whether it skips the {@code Host} and {@code Origin} check, as it reveals nothing
 * @param methods its handlers, by HTTP method
 */
public record AdminPage(String path, boolean anyHost, Map<String, Handler> methods) {
    /** All pages, in the order of the documentation. Loaded on the first admin request, not at startup. */
    public static final List<AdminPage> ALL = List.of(
            new AdminPage("health", true, Map.of()).get((admin, request) -> admin.health()),
            page("journal").get(Admin::journal).delete((admin, request) -> admin.forgetJournal()),
            page("reconnects").get(Admin::reconnects),
            page("stats").get((admin, request) -> admin.stats()),
            page("events").get((admin, request) -> admin.events()),
            page("scenarios")
                    .get((admin, request) -> admin.scripts())
                    .post(Admin::addScript)
                    .delete((admin, request) -> admin.forgetScripts()),
            page("answers").get((admin, request) -> admin.answers()),
            page("connections").post(Admin::nextConnections),
            page("clock").get((admin, request) -> admin.clock()).post(Admin::advanceClock),
            page("tokens").delete((admin, request) -> admin.revokeTokens()),
            page("reset").post((admin, request) -> admin.reset()),
            page("ca.pem").get((admin, request) -> admin.authority()),
            page("openapi.yaml").get((admin, request) -> admin.contract()));

    /** Handles one method of one page. */
    interface Handler {
        PlannedReply answer(Admin admin, ArmRequest request);
    }

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
                .map(page -> new Template(page.allow(), "/_mock/" + page.path))
                .toList();
    }

    private static AdminPage page(String path) {
        return new AdminPage(path, false, Map.of());
    }

    private AdminPage get(Handler handler) {
        return with("GET", handler);
    }

    private AdminPage post(Handler handler) {
        return with("POST", handler);
    }

    private AdminPage delete(Handler handler) {
        return with("DELETE", handler);
    }

    private AdminPage with(String method, Handler handler) {
        Map<String, Handler> more = new LinkedHashMap<>(methods);
        more.put(method, handler);
        return new AdminPage(path, anyHost, more);
    }

    /** Returns the handler for a method, or null; HEAD is GET without a body. */
    @Nullable
    Handler handler(String method) {
        return methods.get(method.equals("HEAD") ? "GET" : method);
    }

    /** Returns the methods, as listed in the {@code Allow} header. */
    public String allow() {
        return String.join(", ", methods.keySet());
    }
}
