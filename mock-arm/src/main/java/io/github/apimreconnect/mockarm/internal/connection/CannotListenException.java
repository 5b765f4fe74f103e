package io.github.apimreconnect.mockarm.internal.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.UnresolvedAddressException;

/** Thrown when the mock cannot listen: the port is in use, or the address does not belong to this machine. */
public final class CannotListenException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    CannotListenException(String host, int port, Throwable cause) {
        super(
                "cannot listen on " + address(host, port) + ", see --host and --port: " + reason(cause),
                cause instanceof IOException io ? io : new IOException(cause));
    }

    private static String address(String host, int port) {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private static String reason(Throwable cause) {
        if (cause instanceof UnresolvedAddressException) {
            return "unknown host";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
