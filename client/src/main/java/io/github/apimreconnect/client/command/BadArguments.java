package io.github.apimreconnect.client.command;

/** An argument, or a variable of the environment, that the command refuses. The message names it. */
final class BadArguments extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadArguments(String message) {
        super(message);
    }
}
