package io.github.apimreconnect.it.live;

import com.azure.core.util.Configuration;
import org.jspecify.annotations.Nullable;

/** The process's configuration, with empty values treated as unset, as CI systems pass them. */
final class SetVariables extends Configuration {
    @SuppressWarnings("deprecation") // the only constructor, and the builder cannot omit a variable
    SetVariables() {
        super();
    }

    @Override
    public @Nullable String get(String name) {
        String value = super.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    @Override
    public boolean contains(String name) {
        return get(name) != null;
    }

    @Override
    @SuppressWarnings({"MethodDoesntCallSuperMethod", "deprecation"}) // nothing is ever put into it
    public Configuration clone() {
        return new SetVariables();
    }
}
