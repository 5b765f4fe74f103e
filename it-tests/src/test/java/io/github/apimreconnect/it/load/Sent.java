package io.github.apimreconnect.it.load;

/**
 * The outcome of a call, as the sender sees it.
 *
 * @param attempts the requests it sent
 * @param cut the attempts without a complete answer: the receiver may have seen them or not
 * @param end how the call ended
 */
record Sent(int attempts, int cut, End end) {
    enum End {
        NONE,
        ACCEPTED,
        FAILED
    }
}
