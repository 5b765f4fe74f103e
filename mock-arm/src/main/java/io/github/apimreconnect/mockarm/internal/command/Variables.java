package io.github.apimreconnect.mockarm.internal.command;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the environment. An empty value counts as not set, because Docker Compose passes unset variables as empty. */
final class Variables {
    /** Begins the value that Kubernetes gives MOCK_ARM_PORT if there is a service named mock-arm. */
    private static final String SERVICE_LINK = "tcp://";

    private Variables() {}

    /** Returns the value of a variable, or null if it is not set, or not by the user. */
    static @Nullable String value(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() || value.startsWith(SERVICE_LINK) ? null : value.strip();
    }
}
