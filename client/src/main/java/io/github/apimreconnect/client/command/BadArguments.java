package io.github.apimreconnect.client.command;

/** An invalid argument or environment variable. The message names it. */
final class BadArguments extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadArguments(String message) {
        super(message);
    }
}
