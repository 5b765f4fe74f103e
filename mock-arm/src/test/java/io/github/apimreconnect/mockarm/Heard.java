package io.github.apimreconnect.mockarm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bytes that came over a connection, and its end.
 *
 * @param bytes what came
 * @param ending how it ended, or not
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Heard(byte[] bytes, Ending ending) {
    private static final String VERSION = "HTTP/1.1 ";

    /** How a connection can end, or not. */
    public enum Ending {
        FIN,
        RST,
        OPEN
    }

    /**
     * An answer, its framing checked.
     *
     * @param status the status
     * @param headers the headers by name, in any case
     * @param body as long as the head says
     */
    public record Answer(int status, Map<String, String> headers, String body) {}

    public String text() {
        return new String(bytes, ISO_8859_1);
    }

    /** All answers in what came; throws at a byte that belongs to none. */
    public static List<Answer> answers(String bytes) {
        List<Answer> answers = new ArrayList<>();
        for (int at = 0; at < bytes.length(); ) {
            int end = bytes.indexOf("\r\n\r\n", at);
            if (end < 0 || !bytes.startsWith(VERSION, at)) {
                throw new AssertionError("No head of an answer: " + bytes.substring(at));
            }
            String[] lines = bytes.substring(at, end).split("\r\n", -1);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (int i = 1; i < lines.length; i++) {
                String[] header = lines[i].split(": ", 2);
                if (!lines[i].matches("[A-Za-z-]+: [ -~]*")) {
                    throw new AssertionError("No header: " + lines[i]);
                }
                if (headers.put(header[0].toLowerCase(Locale.ROOT), header[1]) != null) {
                    throw new AssertionError("Twice: " + header[0]);
                }
            }
            int body = end + 4;
            at = body + Integer.parseInt(headers.get("content-length"));
            if (at > bytes.length()) {
                throw new AssertionError("Cut short: " + bytes);
            }
            answers.add(new Answer(
                    Integer.parseInt(lines[0].substring(VERSION.length(), VERSION.length() + 3)),
                    headers,
                    bytes.substring(body, at)));
        }
        return answers;
    }
}
