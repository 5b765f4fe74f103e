package io.github.apimreconnect.it.live;

/**
 * A case that is sent to ARM and to the mock.
 *
 * @param name as in FIDELITY.md, if it is listed there
 * @param how the request in words, as Markdown
 * @param reconnects whether it is expected to reconnect the backend
 */
record LiveCase(String name, String how, boolean reconnects, RawRequest request) {
    static LiveCase accepted(String name, String how, RawRequest request) {
        return new LiveCase(name, how, true, request);
    }

    static LiveCase refused(String name, String how, RawRequest request) {
        return new LiveCase(name, how, false, request);
    }
}
