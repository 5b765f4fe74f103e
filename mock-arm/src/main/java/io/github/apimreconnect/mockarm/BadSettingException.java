package io.github.apimreconnect.mockarm;

import org.jspecify.annotations.Nullable;

/** A setting out of its range. The command line has other words for its name than {@link MockArmBuilder} has. */
final class BadSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String setting;
    private final String problem;

    /** For the problem to follow the name, it begins with a space or a colon. */
    BadSettingException(String setting, String problem) {
        this(setting, problem, null);
    }

    BadSettingException(String setting, String problem, @Nullable Throwable cause) {
        super("'" + setting + "'" + problem, cause);
        this.setting = setting;
        this.problem = problem;
    }

    /** The name in {@link MockArmBuilder}. */
    String setting() {
        return setting;
    }

    /** What is wrong with it, to follow any name. */
    String problem() {
        return problem;
    }
}
