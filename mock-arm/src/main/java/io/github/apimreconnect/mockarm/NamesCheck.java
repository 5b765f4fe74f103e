package io.github.apimreconnect.mockarm;

import io.github.apimreconnect.mockarm.RefusedException.WrongField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The check of the names in the path, by the rules of the contract. */
final class NamesCheck {
    private final List<NameRule> rules;
    /** By rule, the last name that it allowed: most requests are for the same service. Threads may see an older one. */
    private final @Nullable String[] allowed;

    NamesCheck(List<NameRule> rules) {
        this.rules = rules;
        this.allowed = new String[rules.size()];
    }

    /** Passes the names, or throws what is wrong with each. */
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
            throw BodyCheck.invalid("names", wrong);
        }
    }
}
