package io.github.apimreconnect.mockarm.internal.setting;

import org.jspecify.annotations.Nullable;

/** An invalid setting. The command line and {@code MockArmBuilder} have different names for it. */
public final class BadSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String setting;
    private final String problem;

    /** Creates the exception. The problem follows the name, so it begins with a space or a colon. */
    public BadSettingException(String setting, String problem) {
        this(setting, problem, null);
    }

    public BadSettingException(String setting, String problem, @Nullable Throwable cause) {
        super("'" + setting + "'" + problem, cause);
        this.setting = setting;
        this.problem = problem;
    }

    /** Returns the exception for a setting whose value could not be parsed. */
    public static BadSettingException of(String setting, IllegalArgumentException why) {
        return new BadSettingException(setting, ": " + why.getMessage(), why);
    }

    /** Returns the name in {@code MockArmBuilder}. */
    public String setting() {
        return setting;
    }

    /** Returns the problem, worded to follow any name. */
    public String problem() {
        return problem;
    }
}
