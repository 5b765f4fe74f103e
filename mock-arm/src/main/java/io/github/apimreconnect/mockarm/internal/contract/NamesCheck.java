package io.github.apimreconnect.mockarm.internal.contract;

import io.github.apimreconnect.mockarm.internal.arm.ArmPath;
import io.github.apimreconnect.mockarm.internal.arm.CheckNames;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException.WrongField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the names in the path against the rules of the contract. */
final class NamesCheck {
    private final List<NameRule> rules;
    /** By rule, the last name it allowed, as most requests are for the same service. Threads may see an older one. */
    private final @Nullable String[] allowed;

    NamesCheck(List<NameRule> rules) {
        this.rules = rules;
        this.allowed = new String[rules.size()];
    }

    /** Checks the names, or throws a refusal that lists every violation. */
    void check(ArmPath path) throws RefusedException {
        List<WrongField> wrong = new ArrayList<>(0);
        for (int i = 0; i < allowed.length; i++) {
            NameRule rule = rules.get(i);
            String name = path.name(rule.parameter());
            if (name.equals(allowed[i])) {
                continue;
            }
            if (rule.allows(name)) {
                allowed[i] = name;
            } else {
                wrong.add(new WrongField(rule.parameter(), "'" + name + "' must have " + rule.text() + "."));
            }
        }
        if (!wrong.isEmpty()) {
            throw BodyCheck.invalid(CheckNames.NAMES, wrong);
        }
    }
}
