package io.github.apimreconnect.it.live;

/** ARM or the mock. */
interface Side {
    /** Sends a request once, and waits for the answer. */
    Answer send(RawRequest request);
}
