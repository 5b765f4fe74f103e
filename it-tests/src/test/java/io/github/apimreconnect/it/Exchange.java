package io.github.apimreconnect.it;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;

/** A captured request and its answer. */
record Exchange(Message<FullHttpRequest> request, Message<FullHttpResponse> answer) {
    String path() {
        return request.http().uri().split("\\?", 2)[0];
    }

    int status() {
        return answer.http().status().code();
    }

    @Override
    public String toString() {
        return request.http().method() + " " + request.http().uri() + " -> " + status();
    }
}
