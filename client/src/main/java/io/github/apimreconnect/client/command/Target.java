package io.github.apimreconnect.client.command;

import io.github.apimreconnect.client.BackendId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The target backend: its ARM id, or its four names. */
final class Target {
    /** The options of the four names. */
    static final Set<String> NAMES = Set.of("--backend", "--service", "--resource-group", "--subscription");

    @Parameters(
            paramLabel = "BACKEND_ARM_ID",
            arity = "0..1",
            description = "/subscriptions/.../backends/NAME, or its Azure Resource Manager URL.")
    private @Nullable String id;

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = "The backend. Together with the next three, replaces the ARM id.")
    private @Nullable String backend;

    @Option(names = "--service", paramLabel = "NAME", description = "The API Management service.")
    private @Nullable String service;

    @Option(names = "--resource-group", paramLabel = "NAME", description = "The resource group of the service.")
    private @Nullable String resourceGroup;

    @Option(names = "--subscription", paramLabel = "UUID", description = "The subscription of the service.")
    private @Nullable String subscription;

    BackendId backendId() {
        if (id != null) {
            if (backend != null || service != null || resourceGroup != null || subscription != null) {
                throw new BadArguments("Give the ARM id or the four names, not both");
            }
            return BackendId.parse(id);
        }
        if (subscription == null || resourceGroup == null || service == null || backend == null) {
            throw new BadArguments(missing());
        }
        try {
            return BackendId.of(subscription, resourceGroup, service, backend);
        } catch (IllegalArgumentException e) {
            // The library's message begins with the part: 'resourceGroup'.
            String message = String.valueOf(e.getMessage()).replaceFirst("^'resourceGroup'", "'resource-group'");
            throw new BadArguments(message.replaceFirst("^'([a-z-]+)'", "--$1"));
        }
    }

    /** Returns the names of what was given. */
    List<String> given() {
        List<String> names = new ArrayList<>();
        add(names, "an ARM id", id);
        add(names, "--backend", backend);
        add(names, "--service", service);
        add(names, "--resource-group", resourceGroup);
        add(names, "--subscription", subscription);
        return names;
    }

    private static void add(List<String> names, String name, @Nullable String value) {
        if (value != null) {
            names.add(name);
        }
    }

    private String missing() {
        List<String> given = given();
        List<String> others = new ArrayList<>(List.of("--backend", "--service", "--resource-group", "--subscription"));
        others.removeAll(given);
        return "Give the ARM id of a backend, or " + (given.isEmpty() ? "" : "also ") + String.join(", ", others)
                + (given.isEmpty() ? ", or --fleet" : "");
    }
}
