package io.github.apimreconnect.mockarm.internal.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The arguments, with environment variables as defaults: {@code MOCK_ARM_TLS_DIR} is {@code --tls-dir}. An empty value
 * counts as not set.
 */
final class Arguments implements IDefaultValueProvider {
    /** The options that do not run the mock; they have no variable. */
    private static final Set<String> ACTIONS = Set.of("--help", "--version", HealthCheck.OPTION);

    private final Map<String, String> environment;
    private final List<String> kept = new ArrayList<>();
    /** The last value of each option, empty for a switch. */
    private final Map<String, String> given = new HashMap<>();

    private boolean helpOnly;

    Arguments(CommandSpec spec, Map<String, String> environment, String... args) {
        this.environment = environment;
        for (int i = 0; i < args.length; i++) {
            int equal = args[i].indexOf('=');
            String name = args[i].startsWith("--") && equal > 0 ? args[i].substring(0, equal) : args[i];
            OptionSpec option = spec.findOption(name);
            boolean takesNext = option != null && option.arity().max() > 0 && equal < 0 && i + 1 < args.length;
            String value = takesNext ? args[i + 1] : equal < 0 ? "" : args[i].substring(equal + 1);
            helpOnly |= option != null && (option.usageHelp() || option.versionHelp());
            if (option == null || !value.isBlank() || (equal < 0 && !takesNext)) {
                kept.add(args[i]);
                if (takesNext) {
                    kept.add(value);
                }
                if (option != null) {
                    given.put(option.longestName(), value);
                }
            }
            i += takesNext ? 1 : 0;
        }
    }

    /** Returns the arguments without the options that have an empty value. */
    String[] kept() {
        return kept.toArray(new String[0]);
    }

    /** Returns whether help or version is requested; then no environment variable is read, even an invalid one. */
    boolean isHelpOnly() {
        return helpOnly;
    }

    /** Returns the value of an option, from its argument or its variable; null if it is not set. */
    @Nullable
    String value(String option) {
        String value = given.get(option);
        return value != null ? value : ofEnvironment(option);
    }

    /** Returns the user's name for a setting: the option, or the variable it comes from. */
    String name(String option) {
        return !given.containsKey(option) && ofEnvironment(option) != null ? variable(option) : option;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec arg) {
        // Ignore a variable that an argument overrides: its value may be invalid.
        return arg instanceof OptionSpec option && !helpOnly && !given.containsKey(option.longestName())
                ? ofEnvironment(option.longestName())
                : null;
    }

    private @Nullable String ofEnvironment(String option) {
        return ACTIONS.contains(option) ? null : Variables.value(environment, variable(option));
    }

    private static String variable(String option) {
        return "MOCK_ARM" + option.substring(1).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Returns the option for a setting: {@code faultRate} is {@code --fault-rate}. */
    static String option(String setting) {
        StringBuilder option = new StringBuilder("--");
        for (int i = 0; i < setting.length(); i++) {
            char c = setting.charAt(i);
            if (Character.isUpperCase(c)) {
                option.append('-');
            }
            option.append(Character.toLowerCase(c));
        }
        return option.toString();
    }
}
