package io.github.apimreconnect.it;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;

/** A connection to this machine, byte by byte. */
public final class RawConnection implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;
    private static final String VERSION = "HTTP/1.1 ";
    private static final String ACCEPTED = VERSION + "202 ";

    private final Socket socket;

    private RawConnection(Socket socket, int timeoutMillis) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(timeoutMillis);
    }

    public static RawConnection plain(int port, int timeoutMillis) throws IOException {
        return new RawConnection(new Socket(InetAddress.getLoopbackAddress(), port), timeoutMillis);
    }

    public static RawConnection tls(SSLContext trust, int port) throws IOException {
        return new RawConnection(trust.getSocketFactory().createSocket("localhost", port), 0);
    }

    public RawConnection send(String text) throws IOException {
        return send(text.getBytes(US_ASCII));
    }

    public RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    public OutputStream output() throws IOException {
        return socket.getOutputStream();
    }

    /** Reads the status of an answer, and leaves the rest. */
    public int status() throws IOException {
        String line = new String(socket.getInputStream().readNBytes(VERSION.length() + 3), US_ASCII);
        if (!line.startsWith(VERSION)) {
            throw new IOException("Not HTTP: " + line);
        }
        return Integer.parseInt(line.substring(VERSION.length()));
    }

    /** Reads to the end. */
    public String rest() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }

    /** Reads this many answers without a body, and counts the 202s. */
    public int accepted(int count) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        int accepted = 0;
        for (int i = 0; i < count; i++) {
            accepted += isAccepted(in, i) ? 1 : 0;
        }
        return accepted;
    }

    private static boolean isAccepted(InputStream in, int place) throws IOException {
        boolean accepted = true;
        int last = 0;
        for (int at = 0; last != ('\n' << 16 | '\r' << 8 | '\n'); at++) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("No answer to request " + place + " of this connection");
            }
            accepted &= at >= ACCEPTED.length() || next == ACCEPTED.charAt(at);
            last = (last << 8 | next) & 0xFFFFFF;
        }
        return accepted;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
