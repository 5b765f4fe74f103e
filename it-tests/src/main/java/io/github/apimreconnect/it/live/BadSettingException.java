package io.github.apimreconnect.it.live;

/** A property that is missing or invalid; the message names it. */
final class BadSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadSettingException(String message) {
        super(message);
    }
}
