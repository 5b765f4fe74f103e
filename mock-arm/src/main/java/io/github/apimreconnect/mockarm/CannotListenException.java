package io.github.apimreconnect.mockarm;

/** The mock cannot listen where it was told to: the port is taken, or the address is none of this machine's. */
public final class CannotListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotListenException(String host, int port, Throwable cause) {
        super("cannot listen on " + host + ":" + port + ", see --host and --port: " + cause.getMessage(), cause);
    }
}
