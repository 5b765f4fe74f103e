package io.github.apimreconnect.mockarm.internal.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.Eventually;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Parts;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.Requests;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.ArmServer;
import io.github.apimreconnect.mockarm.internal.SettingsBuilder;
import io.github.apimreconnect.mockarm.internal.admin.DescribedApi.Operation;
import io.github.apimreconnect.mockarm.internal.connection.HeldPages;
import io.github.apimreconnect.mockarm.internal.event.EventStream;
import io.github.apimreconnect.mockarm.internal.journal.Arrivals;
import io.github.apimreconnect.mockarm.internal.tls.PendingTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Requests to every admin page: those it answers, and those it refuses for every documented reason. */
final class AllExchanges {
    private static final String STREAM = "GET /_mock/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String AWAIT =
            "GET /_mock/journal/count?await=1000&timeout=60s HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final int MANY = 800;

    private final DescribedCaller caller = new DescribedCaller();
    private final Path folder;

    private AllExchanges(Path folder) {
        this.folder = folder;
    }

    /** Sends them all to mocks of its own. */
    static DescribedCaller run(Path folder) throws IOException {
        AllExchanges all = new AllExchanges(folder);
        try (MockArm mock = MockArm.builder().virtualClock().journal(20_000).start()) {
            all.accepted(mock);
            all.refusedByEveryPage(mock);
            all.events(mock);
            all.refusedByState(mock);
        }
        all.refusedByOtherMocks();
        all.busy();
        return all.caller;
    }

    private void accepted(MockArm mock) throws IOException {
        new Caller(mock).header("x-ms-client-request-id", "call-1").json("{}").send();
        new Caller(mock).json("{\"properties\":{\"after\":\"PT3S\"}}").send();
        new Caller(mock).json("{").send();
        new Caller(mock).method("PUT").json("{").send();
        new Caller(mock).header("x-mock-scenario", "service-locked").send();
        new Caller(mock).method("GET").path("/msi/token").query("").send();
        try (RawConnection pending = RawConnection.plain(mock)) {
            pending.send(Requests.raw("x-mock-scenario: delay:60s\r\n"));
            caller.call(mock, 200, "GET", "journal", "await=6&timeout=20s", "");
            pages(mock);
        }
        caller.call(mock, 412, "GET", "journal", "await=1000&timeout=1ms&after=0&limit=1&status=202", "");
        caller.call(mock, 412, "GET", "journal/count", "await=1000&timeout=1ms", "");
        caller.call(mock, 200, "POST", "scenarios", "", "{\"steps\":[\"service-locked\"]}");
        caller.call(
                mock,
                200,
                "POST",
                "scenarios",
                "",
                "{\"scope\":{\"subscription\":\"*\",\"backend\":\"b*\"},\"steps\":[\"reset@in-body\"],\"count\":2}");
        caller.call(
                mock,
                200,
                "POST",
                "scenarios",
                "",
                "{\"steps\":[{\"status\":409,\"headers\":{\"Retry-After\":\"7\"},\"body\":{\"code\":1},\"fault\":\"reset\","
                        + "\"times\":2},{\"status\":502,\"text\":\"<p>\",\"armHeaders\":false}]}");
        caller.call(mock, 200, "GET", "scenarios", "", "");
        caller.call(mock, 204, "DELETE", "scenarios", "", "");
        caller.call(mock, 204, "POST", "connections", "", "{\"fault\":\"slow-read\",\"count\":1}");
        caller.call(mock, 200, "POST", "clock", "", "{\"advance\":\"PT2M\"}");
        for (String page : List.of(
                "health", "settings", "stats", "buckets", "answers", "clock", "ca.pem", "openapi.yaml", "admin.yaml")) {
            caller.call(mock, 200, "GET", page, "", "");
        }
        caller.call(mock, 204, "DELETE", "tokens", "", "");
        caller.call(mock, 204, "DELETE", "journal", "", "");
        caller.call(mock, 204, "POST", "reset", "", "");
    }

    /** Reads the lists, with each of their parameters. */
    private void pages(MockArm mock) {
        for (String page : List.of("journal", "journal/count")) {
            caller.call(mock, 200, "GET", page, "", "");
            caller.call(mock, 200, "GET", page, "retained=true&after=1&await=2&timeout=PT20S", "");
            for (String filter : List.of(
                    "backend=b*",
                    "status=202",
                    "clientRequestId=call-1",
                    "since=2026-01-01T00:00:00Z",
                    "method=POST",
                    "refusedBy=*",
                    "scripted=service-*",
                    "outcome=sent")) {
                caller.call(mock, 200, "GET", page, filter, "");
            }
        }
        caller.call(mock, 200, "GET", "journal", "after=0&limit=1", "");
        caller.call(mock, 200, "GET", "journal/entry", "number=1", "");
        caller.call(mock, 404, "GET", "journal/entry", "number=1000", "");
        caller.call(mock, 200, "GET", "buckets", "limit=1", "");
        caller.call(mock, 200, "GET", "reconnects", "", "");
        caller.call(mock, 200, "GET", "reconnects", "after=0&limit=1", "");
    }

    private void refusedByEveryPage(MockArm mock) {
        String tooLarge = "{\"steps\":[" + " ".repeat(Admin.MAX_BODY) + "\"reset\"]}";
        for (Operation operation : DescribedApi.SHIPPED.operations()) {
            caller.call(mock, 400, operation.method(), operation.page(), "nonsense=1", "");
            caller.call(mock, 413, operation.method(), operation.page(), "", tooLarge);
            if (!operation.method().equals("GET")) {
                caller.call(mock, 415, operation.method(), operation.page(), "", "{}", "Content-Type", "text/plain");
            }
            if (!operation.page().equals("health")) {
                caller.call(mock, 403, operation.method(), operation.page(), "", "", "Origin", "https://evil.example");
            }
        }
    }

    private void events(MockArm mock) throws IOException {
        JsonNode described = DescribedApi.SHIPPED
                .operation("GET", "events")
                .json()
                .at("/responses/200/content/text~1event-stream")
                .required("x-event-data");
        try (StreamReader stream = new StreamReader(mock, "?lastEventId=k3f9a1b2-17")) {
            caller.seen().add("streamEvents?lastEventId");
            event(described, stream.next("hello"));
            new Caller(mock).json("\"" + "y".repeat(100_000) + "\"").send();
            event(described, stream.next("request"));
            try (RawConnection pending = RawConnection.plain(mock)) {
                pending.send(Requests.raw("x-mock-scenario: delay:200ms\r\n")).head();
            }
            event(described, stream.next("answered"));
            caller.call(mock, 200, "POST", "clock", "", "{\"advance\":\"PT1S\"}");
            event(described, stream.next("clock"));
            caller.call(mock, 200, "POST", "scenarios", "", "{\"steps\":[\"service-locked\"]}");
            StreamReader.Event armed = stream.next("script");
            event(described, armed);
            String number = "number=" + armed.data().at("/script/number");
            caller.call(mock, 204, "DELETE", "scenarios", number, "");
            caller.call(mock, 404, "DELETE", "scenarios", number, "");
            event(described, stream.next("script"));
            caller.call(mock, 204, "DELETE", "scenarios", "", "");
            event(described, stream.next("scripts-removed"));
            caller.call(mock, 204, "DELETE", "journal", "", "");
            event(described, stream.next("journal-cleared"));
            mock.reset();
            event(described, stream.next("reset"));
            event(described, stream.next("stats"));
            caller.seen().add("streamEvents 200");
        }
        DescribedCaller.Answer skipped = new DescribedCaller.Answer(200, "", "{\"from\":1,\"to\":2}");
        caller.checkValue(
                "skipped event",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("$ref", described.required("skipped").asText()),
                skipped.json());
    }

    private void event(JsonNode described, StreamReader.Event event) {
        JsonNode schema = JsonNodeFactory.instance
                .objectNode()
                .put("$ref", described.required(event.name()).asText());
        caller.checkValue(event.name() + " event", schema, event.data());
    }

    private void refusedByState(MockArm mock) throws IOException {
        for (int i = 0; i < 1_000; i++) {
            mock.script(Scope.ANY, Step.answer("service-locked"));
        }
        caller.call(mock, 409, "POST", "scenarios", "", "{\"steps\":[\"reset\"]}");
        mock.reset();
        List<RawConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < EventStream.MAX_READERS; i++) {
                open.add(RawConnection.plain(mock).send(STREAM));
                open.get(i).head();
            }
            caller.call(mock, 503, "GET", "events", "", "");
            for (int i = 0; i < Arrivals.MOST; i++) {
                open.add(RawConnection.plain(mock).send(AWAIT));
            }
            Eventually.isTrue(() -> Parts.of(mock).memory().journal().arrivals().count() == Arrivals.MOST);
            caller.call(mock, 503, "GET", "journal/count", "await=1", "");
            caller.call(mock, 503, "GET", "journal", "await=1", "");
        } finally {
            for (RawConnection one : open) {
                one.close();
            }
        }
    }

    private void refusedByOtherMocks() throws IOException {
        // Hidden, so that it is not taken for a canned answer.
        Path world = Files.writeString(folder.resolve(".world.yaml"), "subscriptions: {}\n");
        try (MockArm small = MockArm.builder()
                .auth(Auth.NONE)
                .anyApiVersion()
                .world(world)
                .journal(1)
                .randomFaults(0, 1, List.of(Step.answer("service-locked")))
                .start()) {
            new Caller(small).send();
            new Caller(small).send();
            caller.call(small, 200, "GET", "settings", "", "");
            caller.call(small, 409, "GET", "journal", "", "");
            caller.call(small, 409, "GET", "journal/count", "status=202", "");
            caller.call(small, 409, "POST", "clock", "", "{\"advance\":\"PT2M\"}");
        }
        PendingTls never = new PendingTls(() -> {
            throw new IllegalStateException("Not needed");
        });
        try (MockArm early = Parts.mock(ArmServer.open(new SettingsBuilder().build(), never))) {
            caller.call(early, 503, "GET", "ca.pem", "", "");
        }
    }

    /** Requests pages that are longer than 16 KiB, which count as held while they are read. */
    private void busy() throws IOException {
        for (int i = 0; i < MANY; i++) {
            Files.writeString(
                    folder.resolve("a-name-of-some-length-for-answer-" + i + ".json"),
                    "{\"status\":503,\"about\":\"\",\"source\":\"\"}");
        }
        try (MockArm mock = MockArm.builder().scenarios(folder).start();
                RawConnection raw = RawConnection.plain(mock)) {
            for (int i = 0; i < MANY; i++) {
                raw.send(Requests.raw("x-mock-scenario: a-name-of-some-length-for-answer-" + i + "\r\n"));
                raw.send(Requests.RAW);
            }
            for (int i = 0; i < MANY; i++) {
                raw.send(Requests.RAW.replace("Bearer any", "Bearer any" + i));
            }
            raw.answers(3 * MANY);
            caller.call(mock, 200, "GET", "journal/entry", "number=1", "");
            new Caller(mock).json("\"" + "y".repeat(20_000) + "\"").send();
            String steps = "{\"steps\":[\"service-locked\"],\"count\":2000}";
            caller.call(mock, 200, "POST", "scenarios", "", steps);
            HeldPages full = new HeldPages(mock);
            try {
                caller.call(mock, 503, "POST", "scenarios", "", steps);
                caller.call(mock, 503, "GET", "journal/entry", "number=" + (3 * MANY + 1), "");
                caller.call(mock, 503, "GET", "buckets", "limit=1000", "");
                for (String page : List.of("journal", "reconnects", "stats", "scenarios", "answers", "admin.yaml")) {
                    caller.call(mock, 503, "GET", page, "", "");
                }
            } finally {
                full.giveBack();
            }
            mock.reset();
        }
    }
}
