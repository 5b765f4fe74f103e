package io.github.apimreconnect.mockarm.internal.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.mockarm.JsonBody;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.RawConnection;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reader of the event stream, which checks the form of each event and the order of their ids. */
final class StreamReader implements AutoCloseable {
    private static final Pattern EVENT = Pattern.compile(
            "(?:retry: 1000\nid: ([0-9a-z]{8})-(\\d+)\nevent: (hello)|id: ([0-9a-z]{8})-(\\d+)\nevent: ([a-z-]+))"
                    + "\ndata: (.*)");

    private final RawConnection connection;
    private long last = -1;

    /**
     * An event.
     *
     * @param id its id
     * @param number the number in it
     * @param name its name
     * @param data its JSON
     */
    record Event(String id, long number, String name, JsonNode data) {}

    StreamReader(MockArm mock, String query, String... headers) throws IOException {
        this.connection = RawConnection.plain(mock);
        connection.send("GET /_mock/events" + query + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers)
                + (headers.length == 0 ? "" : "\r\n") + "\r\n");
        assertThat(connection.head())
                .startsWith("HTTP/1.1 200 OK")
                .contains("Content-Type: text/event-stream", "Cache-Control: no-store")
                .doesNotContain("Content-Length");
    }

    /** Returns the next event with a name; skipping others. */
    Event next(String name) throws IOException {
        Event event = next();
        while (!event.name().equals(name)) {
            event = next();
        }
        return event;
    }

    /** Returns the next event, but not the counts. */
    Event nextBesidesStats() throws IOException {
        Event event = next();
        while (event.name().equals("stats")) {
            event = next();
        }
        return event;
    }

    Event next() throws IOException {
        String text = connection.event();
        while (text.equals(": alive")) {
            text = connection.event();
        }
        Matcher matcher = EVENT.matcher(text);
        assertThat(matcher.matches()).as(text).isTrue();
        boolean first = matcher.group(3) != null;
        long number = Long.parseLong(matcher.group(first ? 2 : 5));
        String name = matcher.group(first ? 3 : 6);
        assertThat(number).as(text).isGreaterThanOrEqualTo(name.equals("stats") ? last : last + (last < 0 ? 1 : 0));
        last = number;
        return new Event(matcher.group(first ? 1 : 4) + "-" + number, number, name, JsonBody.of(matcher.group(7)));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
