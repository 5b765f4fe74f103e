package io.github.apimreconnect.mockarm.internal.connection;

/** A head that Netty would accept. The message is the reason, without anything the caller sent. */
final class InvalidHeadException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidHeadException(String reason) {
        super(reason);
    }
}
