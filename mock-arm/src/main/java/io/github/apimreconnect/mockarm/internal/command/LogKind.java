package io.github.apimreconnect.mockarm.internal.command;

import java.io.PrintWriter;

/** The values of {@code --log}. */
enum LogKind {
    QUIET,
    REQUESTS,
    JSON;

    Console to(PrintWriter out) {
        return switch (this) {
            case QUIET -> new Console.Quiet(out);
            case REQUESTS -> new Console.Requests(new Console.Quiet(out), RequestLog.to(out));
            case JSON -> new Console.JsonLines(JsonLog.to(out));
        };
    }
}
