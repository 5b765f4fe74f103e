package io.github.apimreconnect.client.command;

import com.azure.core.util.Configuration;
import org.jspecify.annotations.Nullable;

/** The process's configuration, with empty values treated as unset: Compose and CI systems pass variables that way. */
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
