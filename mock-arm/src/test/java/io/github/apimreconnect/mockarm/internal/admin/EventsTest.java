package io.github.apimreconnect.mockarm.internal.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.Parts;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.Requests;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Script;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.admin.StreamReader.Event;
import io.github.apimreconnect.mockarm.internal.event.EventStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The event stream of the admin API. */
final class EventsTest {
    private static final String STREAM = "GET /_mock/events HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @RegisterExtension
    private final MockArmExtension extension =
            MockArmExtension.of(() -> MockArm.builder().virtualClock());

    private MockArm mock;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
    }

    @Test
    void theFirstEventSaysWhereTheStreamStarts() throws IOException {
        try (StreamReader reader = new StreamReader(mock, "")) {
            Event hello = reader.next();
            assertThat(hello.name()).isEqualTo("hello");
            assertThat(hello.id()).isEqualTo(hello.data().path("mock").asText() + "-" + hello.number());
            assertThat(hello.data().path("lastEvent").asLong()).isEqualTo(hello.number());
            assertThat(hello.data().path("resumed").asBoolean()).isFalse();
            assertThat(hello.data().path("now").asText())
                    .isEqualTo(mock.clock().instant().toString());
            assertThat(hello.data().path("clock").asText()).isEqualTo("virtual");
        }
    }

    @Test
    void eachRequestIsAnEvent() throws IOException {
        try (StreamReader reader = listening()) {
            new Caller(mock).header("x-ms-client-request-id", "call-1").send();
            Event request = reader.nextBesidesStats();
            assertThat(request.name()).isEqualTo("request");
            assertThat(request.data().path("number").asLong()).isOne();
            assertThat(request.data().toString())
                    .contains("\"status\":202", "\"clientRequestId\":\"call-1\"", "\"Authorization\":\"***\"");
        }
    }

    @Test
    void theEndOfAnAnswerIsAnEventUnlessTheRequestHadIt() throws IOException {
        try (StreamReader reader = listening();
                RawConnection slow = RawConnection.plain(mock)) {
            slow.send(Requests.raw("x-mock-scenario: delay:300ms\r\n"));
            Event request = reader.nextBesidesStats();
            assertThat(request.data().path("outcome").asText()).isEqualTo("pending");
            Event answered = reader.nextBesidesStats();
            assertThat(answered.name()).isEqualTo("answered");
            assertThat(answered.data().path("number").asLong()).isOne();
            assertThat(answered.data().path("outcome").asText()).isEqualTo("sent");
            assertThat(answered.data().path("tookMicros").asLong()).isGreaterThan(290_000);
        }
    }

    @Test
    void aLongEventIsWithoutTheBodyWhichTheJournalHas() throws IOException {
        try (StreamReader reader = listening()) {
            new Caller(mock).json("{\"x\":\"" + "y".repeat(100_000) + "\"}").send();
            Event request = reader.next("request");
            assertThat(request.data().has("body")).isFalse();
            assertThat(request.data().toString()).hasSizeLessThan(2_000);
            assertThat(mock.journal().last().body()).hasSizeGreaterThan(100_000);
        }
    }

    @Test
    void moreReadersThanThereMayBeAreRefused() throws IOException {
        List<StreamReader> readers = new ArrayList<>();
        try (RawConnection oneMore = RawConnection.plain(mock)) {
            for (int i = 0; i < EventStream.MAX_READERS; i++) {
                readers.add(listening());
            }
            assertThat(oneMore.send(STREAM).head()).startsWith("HTTP/1.1 503");
            new Caller(mock).send();
            for (StreamReader reader : readers) {
                assertThat(reader.next("request").data().path("number").asLong())
                        .isOne();
            }
        } finally {
            for (StreamReader reader : readers) {
                reader.close();
            }
        }
    }

    @Test
    void theClockIsAnEventAdvancedThereOrInJava() throws IOException {
        try (StreamReader reader = listening()) {
            new Caller(mock)
                    .path("/_mock/clock")
                    .query("")
                    .json("{\"advance\":\"PT2M\"}")
                    .send();
            assertThat(reader.next("clock").data().path("now").asText())
                    .isEqualTo(mock.clock().instant().toString());
            mock.clock().advance(Duration.ofMinutes(3));
            assertThat(reader.next("clock").data().path("now").asText())
                    .isEqualTo(mock.clock().instant().toString());
        }
    }

    @Test
    void aScriptIsAnEventWhenItIsArmedUsedAndUsedUp() throws IOException {
        try (StreamReader reader = listening()) {
            mock.script(Scope.backend("b1"), Step.answer("service-locked"), Step.parse("reset"));
            assertScript(reader.nextBesidesStats(), "armed", 1, 2);
            new Caller(mock).send();
            assertScript(reader.next("script"), "used", 1, 1);
            try (RawConnection raw = RawConnection.plain(mock)) {
                raw.send(Requests.RAW).hear();
            }
            Event usedUp = reader.next("script");
            assertScript(usedUp, "used", 1, 0);
            assertThat(usedUp.data().at("/script/scope/backend").asText()).isEqualTo("b1");
        }
    }

    @Test
    void aScriptThatIsRemovedIsAnEventAndSoAreAll() throws IOException {
        try (StreamReader reader = listening()) {
            Script first = mock.script(Scope.ANY, Step.answer("service-locked"));
            mock.script(Scope.ANY, Step.answer("service-locked"));
            mock.script(Scope.ANY, Step.answer("service-locked"));
            for (int number = 1; number <= 3; number++) {
                assertScript(reader.next("script"), "armed", number, 1);
            }
            first.cancel();
            first.cancel();
            assertScript(reader.nextBesidesStats(), "removed", 1, 0);
            AdminCaller admin = new AdminCaller(mock);
            assertThat(admin.send("DELETE", "scenarios", "?number=2", "").statusCode())
                    .isEqualTo(204);
            assertThat(admin.send("DELETE", "scenarios", "?number=2", "").body())
                    .contains("There is no script with the number 2");
            assertScript(reader.nextBesidesStats(), "removed", 2, 0);
            assertThat(Parts.of(mock).dispatcher().scripts()).hasSize(1);
            admin.send("DELETE", "scenarios", "", "");
            assertThat(reader.nextBesidesStats().name()).isEqualTo("scripts-removed");
            mock.script(Scope.ANY, Step.answer("service-locked"));
            assertScript(reader.nextBesidesStats(), "armed", 4, 1);
            mock.reset();
        }
    }

    private static void assertScript(Event event, String state, long number, long unused) {
        assertThat(event.name()).isEqualTo("script");
        assertThat(event.data().path("state").asText()).isEqualTo(state);
        assertThat(event.data().at("/script/number").asLong()).isEqualTo(number);
        assertThat(event.data().at("/script/unusedCount").asLong()).isEqualTo(unused);
    }

    @Test
    void aClearedJournalAndAResetAreEventsAfterWhichNumbersStartAgain() throws IOException {
        try (StreamReader reader = listening()) {
            new Caller(mock).send();
            assertThat(reader.next("request").data().path("number").asLong()).isOne();
            mock.journal().clear();
            new Caller(mock).send();
            assertThat(reader.next("journal-cleared").data()).isEmpty();
            assertThat(reader.next("request").data().path("number").asLong()).isOne();
            mock.script(Scope.ANY, Step.answer("service-locked"));
            mock.reset();
            new Caller(mock).send();
            assertThat(reader.next("reset").data()).isEmpty();
            Event request = reader.nextBesidesStats();
            assertThat(request.data().path("number").asLong()).isOne();
            assertThat(request.data().path("status").asInt()).isEqualTo(202);
        }
    }

    @Test
    void theCountsAreAnEventAfterAChange() throws IOException {
        try (StreamReader reader = listening()) {
            new Caller(mock).send();
            Event stats = reader.next("stats");
            while (stats.data().path("requests").asInt() != 1) {
                stats = reader.next("stats");
            }
            assertThat(stats.data().at("/statuses/202").asInt()).isOne();
        }
    }

    @Test
    void aReaderThatHasGoneMakesRoomForAnother() throws IOException {
        for (int i = 0; i < EventStream.MAX_READERS; i++) {
            listening().close();
        }
        String head = "";
        for (int i = 0; i < 2000 && !head.startsWith("HTTP/1.1 200"); i++) {
            try (RawConnection another = RawConnection.plain(mock)) {
                head = another.send(STREAM).head();
            }
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(head).startsWith("HTTP/1.1 200");
    }

    private StreamReader listening() throws IOException {
        StreamReader reader = new StreamReader(mock, "");
        assertThat(reader.next().name()).isEqualTo("hello");
        return reader;
    }
}
