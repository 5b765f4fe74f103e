package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JournalTest {
    @Test
    void pastItsCapacityTheOldestAreDroppedAndCounted() {
        Journal journal = new Journal(3);
        for (int i = 0; i < 5; i++) {
            journal.write(entry("/" + i, new byte[0]));
        }
        assertThat(journal.entries()).extracting(JournalEntry::target).containsExactly("/2", "/3", "/4");
        assertThat(journal.dropped()).isEqualTo(2);
    }

    @Test
    void pastItsBytesTheOldestAreDroppedAndCounted() {
        Journal journal = new Journal(1000);
        for (int i = 0; i < 100; i++) {
            journal.write(entry("/subscriptions/" + i, new byte[ArmRequest.MAX_BODY]));
        }
        assertThat(journal.entries()).hasSizeBetween(50, 64);
        assertThat(journal.dropped()).isEqualTo(100 - journal.entries().size());
    }

    @Test
    void anEmptyJournalHasNoLastEntryAndSaysSo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Journal(1).last())
                .withMessage("The journal is empty: no request came");
    }

    @Test
    void aRefusedRequestSaysWhichCheckRefusedItAndWhy() {
        Reply reply = Reply.json(400, Map.of());
        JournalEntry entry =
                JournalEntry.of(request("/x", new byte[0]), reply, new Refusal("names", "too long", reply));
        assertThat(entry.refusedBy()).isEqualTo("names");
        assertThat(entry.reason()).isEqualTo("too long");
        assertThat(entry).hasToString("POST /x -> 400 (names)");
    }

    @Test
    void secretsInHeadersAreMaskedAndRepeatedHeadersJoined() {
        HttpHeaders headers = new DefaultHttpHeaders()
                .add("Authorization", "Bearer s3cr3t")
                .add("Cookie", "s3cr3t")
                .add("X-Twice", "1")
                .add("x-twice", "2");
        ArmRequest request = new ArmRequest(
                Instant.EPOCH,
                "POST",
                "/x",
                ArmPath.of("/x"),
                Map.of(),
                headers,
                new byte[0],
                false,
                "https://localhost:1");
        JournalEntry entry = JournalEntry.of(request, Reply.json(202, Map.of()), null);
        assertThat(entry.headers())
                .containsEntry("authorization", "***")
                .containsEntry("cookie", "***")
                .containsEntry("x-twice", "1, 2");
    }

    private static JournalEntry entry(String target, byte[] body) {
        return JournalEntry.of(request(target, body), Reply.json(202, List.of()), null);
    }

    private static ArmRequest request(String target, byte[] body) {
        return new ArmRequest(
                Instant.EPOCH,
                "POST",
                target,
                ArmPath.of(target),
                Map.of(),
                new DefaultHttpHeaders(),
                body,
                false,
                "https://localhost:1");
    }
}
