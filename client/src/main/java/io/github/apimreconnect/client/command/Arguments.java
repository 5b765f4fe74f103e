package io.github.apimreconnect.client.command;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options' environment variables: {@code APIM_RECONNECT_BUDGET_SHARE} is {@code --budget-share}. An empty one
 * counts as not set, as in {@link SetVariables}. An argument wins over a variable, also over those that do not go with
 * it: with the ARM id of a backend, {@code APIM_RECONNECT_FLEET} is not read.
 */
final class Arguments implements IDefaultValueProvider {
    private final Map<String, String> environment;
    private final Set<String> given = new HashSet<>();
    private boolean idGiven;
    private boolean helpOnly;

    Arguments(CommandSpec spec, Map<String, String> environment, String... args) {
        this.environment = environment;
        boolean onlyIds = false;
        for (int i = 0; i < args.length; i++) {
            int equal = args[i].indexOf('=');
            String name = args[i].startsWith("--") && equal > 0 ? args[i].substring(0, equal) : args[i];
            OptionSpec option = onlyIds ? null : spec.findOption(name);
            if (option != null) {
                given.add(option.longestName());
                helpOnly |= option.usageHelp() || option.versionHelp();
                i += option.arity().max() > 0 && equal < 0 ? 1 : 0;
            } else if (args[i].equals("--")) {
                onlyIds = true;
            } else {
                idGiven |= onlyIds || !args[i].startsWith("-");
            }
        }
    }

    @Override
    public @Nullable String defaultValue(ArgSpec arg) {
        return arg instanceof OptionSpec option ? inEnvironment(option.longestName()) : null;
    }

    /** Returns an error message in which options that come from variables have the variables' names. */
    String named(String message, CommandSpec spec) {
        String named = message;
        for (OptionSpec option : spec.options()) {
            String name = option.longestName();
            if (inEnvironment(name) != null) {
                Pattern mentioned = Pattern.compile("(?<![\\w-])(?:option '" + name + "'|" + name + "(?![\\w-]))");
                named = mentioned.matcher(named).replaceAll(variable(name) + " in the environment");
            }
        }
        return named;
    }

    static String variable(String option) {
        return "APIM_RECONNECT" + option.substring(1).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Returns a variable's value, or null if it is not set. */
    static @Nullable String value(String option, Map<String, String> environment) {
        String value = environment.get(variable(option));
        return value == null || value.isBlank() ? null : value.strip();
    }

    private @Nullable String inEnvironment(String option) {
        boolean read = !helpOnly && !given.contains(option) && !isHelp(option) && applies(option);
        return read ? value(option, environment) : null;
    }

    private static boolean isHelp(String option) {
        return option.equals("--help") || option.equals("--version");
    }

    private boolean applies(String option) {
        boolean fleet = given.contains("--fleet");
        boolean single = idGiven || given.stream().anyMatch(Target.NAMES::contains);
        if (Target.NAMES.contains(option)) {
            return !idGiven && !fleet;
        }
        if (option.equals("--fleet")) {
            return !single;
        }
        return !FleetArguments.FLEET_ONLY.contains(option)
                || fleet
                || (!single && value("--fleet", environment) != null);
    }
}
