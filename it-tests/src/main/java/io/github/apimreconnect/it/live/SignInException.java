package io.github.apimreconnect.it.live;

/** There is no token; the message says why in one line, without ids. */
final class SignInException extends Exception {
    private static final long serialVersionUID = 1L;

    SignInException(String message) {
        super(message);
    }
}
