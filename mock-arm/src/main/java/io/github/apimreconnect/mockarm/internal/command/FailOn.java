package io.github.apimreconnect.mockarm.internal.command;

import io.github.apimreconnect.mockarm.internal.journal.Verdict;
import io.github.apimreconnect.mockarm.internal.setting.BadSettingException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A reason for a run to fail, as {@code --fail-on} names it. */
enum FailOn {
    /** A request was refused, at any level. */
    REFUSAL {
        @Override
        long count(Verdict verdict) {
            return verdict.refusals();
        }
    },
    /** A script was not used up when the mock was reset or ended. */
    UNUSED_SCRIPT {
        @Override
        long count(Verdict verdict) {
            return verdict.unusedScripts();
        }
    },
    /** The mock itself failed on a request. */
    INTERNAL_ERROR {
        @Override
        long count(Verdict verdict) {
            return verdict.internalErrors().refused();
        }
    };

    /** The exit code of a run that failed. */
    static final int EXIT_CODE = 3;

    private static final String SETTING = "failOn";

    abstract long count(Verdict verdict);

    /** Returns the kinds in a list, ignoring blank ones. */
    static Set<FailOn> parse(List<String> names) {
        Set<FailOn> kinds = EnumSet.noneOf(FailOn.class);
        names.stream().map(String::strip).filter(name -> !name.isEmpty()).forEach(name -> kinds.add(of(name)));
        if (kinds.isEmpty()) {
            throw new BadSettingException(SETTING, " must contain at least one of " + known());
        }
        return kinds;
    }

    private static FailOn of(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new BadSettingException(SETTING, ": Unknown kind '" + name + "'. Known kinds: " + known()));
    }

    private static String known() {
        return Arrays.stream(values()).map(FailOn::toString).collect(Collectors.joining(", "));
    }

    /** Returns the name, such as {@code unused-script}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
