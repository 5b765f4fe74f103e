package io.github.apimreconnect.client.command;

/** The exit codes and their status words in the JSON output. Scripts rely on both. */
enum ExitCode {
    ACCEPTED(0, "accepted"),
    REFUSED(1, "refused"),
    BAD_ARGUMENTS(2, "invalid"),
    NO_CONNECTION(3, "failed"),
    INTERNAL_ERROR(4, "internalError"),
    INTERRUPTED(130, "interrupted");

    private final int code;
    private final String status;

    ExitCode(int code, String status) {
        this.code = code;
        this.status = status;
    }

    int code() {
        return code;
    }

    String status() {
        return status;
    }
}
