package io.github.apimreconnect.it.load;

/**
 * What became of a call, as the sender sees it.
 *
 * @param attempts requests that it made
 * @param cut those of them that got no whole answer: the receiver may have seen them or not
 * @param end how the call ended
 */
record Sent(int attempts, int cut, End end) {
    enum End {
        NONE,
        ACCEPTED,
        FAILED
    }
}
