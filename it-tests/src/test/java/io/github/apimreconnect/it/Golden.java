package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The exact bytes of a message: line endings, header order and case. Values that differ between runs are names in
 * braces.
 *
 * @param bytes the message, one character per byte
 */
record Golden(String bytes) {
    private static final String UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String DATE = "\\w{3}, \\d{2} \\w{3} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT";

    /** By the start of a header line: the form of its value, and its name in the golden file. */
    private static final Map<String, Placeholder> PLACEHOLDERS = new LinkedHashMap<>();

    static {
        PLACEHOLDERS.put("host: localhost:", new Placeholder("\\d+", "{port}"));
        PLACEHOLDERS.put(
                "user-agent: ", new Placeholder("azsdk-java-apim-reconnect-client/\\S+ \\(.*\\)", "{user-agent}"));
        PLACEHOLDERS.put("x-ms-client-request-id: ", new Placeholder(UUID, "{uuid}"));
        PLACEHOLDERS.put("x-ms-request-id: ", new Placeholder(UUID, "{uuid}"));
        PLACEHOLDERS.put("x-ms-correlation-request-id: ", new Placeholder(UUID, "{uuid}"));
        PLACEHOLDERS.put("x-ms-routing-request-id: ", new Placeholder("WESTUS:\\d{8}T\\d{6}Z:" + UUID, "{routing-id}"));
        PLACEHOLDERS.put("date: ", new Placeholder(DATE, "{date}"));
    }

    static Golden file(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
            if (in == null) {
                throw new IllegalStateException("No golden file " + name);
            }
            return new Golden(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws, with both texts, if a message differs from the golden one. */
    void check(Message<?> message) {
        String seen = message.bytes();
        for (Map.Entry<String, Placeholder> placeholder : PLACEHOLDERS.entrySet()) {
            seen = placeholder.getValue().in(placeholder.getKey(), seen);
        }
        assertThat(seen).isEqualTo(bytes);
    }

    private record Placeholder(String form, String name) {
        String in(String line, String message) {
            return message.replaceFirst("(?mi)^(" + line + ")" + form + "(?=\\r\\n)", "$1\\" + name);
        }
    }
}
