package io.github.apimreconnect.mockarm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Bytes to a mock and what comes back until it closes the connection, byte for byte. Text stands for bytes, as Latin-1. */
public final class Wire {
    private static final String VERSION = "HTTP/1.1 ";

    private Wire() {}

    /**
     * An answer, its framing checked.
     *
     * @param status the status
     * @param headers the headers by name, in any case
     * @param body as long as the head says
     */
    public record Heard(int status, Map<String, String> headers, String body) {}

    /** Sends, and returns what comes until the mock closes; one that has not closed in time throws. */
    public static String exchange(Socket socket, String sent, Duration prompt) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        long end = System.nanoTime() + prompt.toNanos();
        try {
            socket.getOutputStream().write(sent.getBytes(ISO_8859_1));
            byte[] piece = new byte[8192];
            for (int read; ; heard.write(piece, 0, read)) {
                socket.setSoTimeout((int) Math.max(1, (end - System.nanoTime()) / 1_000_000));
                read = socket.getInputStream().read(piece);
                if (read < 0) {
                    break;
                }
            }
        } catch (SocketTimeoutException e) {
            throw new IOException("Still open after " + prompt + ", and sent: " + heard.toString(ISO_8859_1), e);
        } catch (IOException reset) {
            // An end, too.
        }
        return heard.toString(ISO_8859_1);
    }

    public static String exchange(MockArm mock, String sent, Duration prompt) throws IOException {
        try (Socket socket = new Socket("localhost", mock.port())) {
            return exchange(socket, sent, prompt);
        }
    }

    /** All answers in what came; throws at a byte that belongs to none. */
    public static List<Heard> answers(String bytes) {
        List<Heard> answers = new ArrayList<>();
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
            answers.add(new Heard(
                    Integer.parseInt(lines[0].substring(VERSION.length(), VERSION.length() + 3)),
                    headers,
                    bytes.substring(body, at)));
        }
        return answers;
    }
}
