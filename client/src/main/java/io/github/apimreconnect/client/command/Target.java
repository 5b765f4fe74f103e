package io.github.apimreconnect.client.command;

import io.github.apimreconnect.client.BackendId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The target backend: its ARM id, or its four names. */
final class Target {
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
        return BackendId.of(
                given("--subscription", subscription),
                given("--resource-group", resourceGroup),
                given("--service", service),
                given("--backend", backend));
    }

    private static String given(String option, @Nullable String value) {
        if (value == null) {
            throw new BadArguments("Give the ARM id of a backend, or " + option + " and the other names");
        }
        return value;
    }
}
