package io.github.apimreconnect.it.jmeter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The service principal for Azure Load Testing, from the environment variables of azure-identity. */
record AzureCredentials(String tenant, String client, String secret) {
    private static final List<String> VARIABLES = List.of("AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET");

    /** Reads them, or throws before anything is sent. */
    static AzureCredentials read(Map<String, String> environment) {
        List<String> values = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String variable : VARIABLES) {
            String value = environment.getOrDefault(variable, "").strip();
            (value.isEmpty() ? missing : values).add(value.isEmpty() ? variable : value);
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("Azure Load Testing needs a service principal in the environment;"
                    + " missing: " + String.join(", ", missing) + ". Nothing was sent.");
        }
        return new AzureCredentials(values.get(0), values.get(1), values.get(2));
    }

    @Override
    public String toString() {
        return "AzureCredentials of " + client;
    }
}
