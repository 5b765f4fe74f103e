package io.github.apimreconnect.mockarm.internal.command;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Asks a running mock for its health. Container engines do so every few seconds, so this loads neither picocli nor
 * Netty.
 */
final class HealthCheck {
    static final String OPTION = "--health";

    private static final int CONNECT_MILLIS = 1_000;
    private static final int ANSWER_MILLIS = 3_000;
    private static final int MAX_PORT = 65_535;
    private static final String DEFAULT_PORT = "8443";
    private static final String HEALTHY = "HTTP/1.1 200";

    private final Map<String, String> environment;
    private final String[] args;

    /** Reads {@code --host} and {@code --port} as the mock itself does; other options are ignored. */
    HealthCheck(Map<String, String> environment, String... args) {
        this.environment = environment;
        this.args = args;
    }

    static boolean isRequested(String... args) {
        for (String arg : args) {
            if (arg.equals(OPTION)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the exit code: 0 if the mock serves, 1 if it does not, 2 if the port is invalid. */
    int run(PrintStream err) {
        String host = value("--host", "MOCK_ARM_HOST");
        String portText = value("--port", "MOCK_ARM_PORT");
        int port = port(portText.isEmpty() ? DEFAULT_PORT : portText);
        if (port == 0) {
            err.println("mock-arm: --health needs a port from 1 to " + MAX_PORT + ", but was given '" + portText
                    + "' (--help lists the options)");
            return 2;
        }
        try {
            String status = status(address(host), port);
            if (status.equals(HEALTHY)) {
                return 0;
            }
            err.println("mock-arm: not healthy: port " + port + " answered '" + status.strip() + "'");
        } catch (IOException e) {
            err.println("mock-arm: not healthy: port " + port + ": " + e.getMessage());
        }
        return 1;
    }

    /** Returns the last non-blank value among the arguments, else that of the variable, else an empty text. */
    private String value(String option, String variable) {
        String found = "";
        for (int i = 0; i < args.length; i++) {
            String value = args[i].equals(option) && i + 1 < args.length
                    ? args[i + 1]
                    : args[i].startsWith(option + "=") ? args[i].substring(option.length() + 1) : "";
            found = value.isBlank() ? found : value.strip();
        }
        String set = Variables.value(environment, variable);
        return found.isEmpty() && set != null ? set : found;
    }

    /** Returns the port, or 0 if the text is not one. */
    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port > 0 && port <= MAX_PORT ? port : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static InetAddress address(String host) throws IOException {
        InetAddress address = host.isEmpty() ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host);
        return address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    }

    /** Returns as much of the status line as {@link #HEALTHY} has. */
    private static String status(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream()
                    .write("GET /_mock/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(HEALTHY.length()), StandardCharsets.US_ASCII);
        }
    }
}
