package io.github.apimreconnect.it.jmeter.azure;

import io.github.apimreconnect.it.jmeter.CloudEngine;
import us.abstracta.jmeter.javadsl.azure.AzureEngine;
import us.abstracta.jmeter.javadsl.core.DslJmeterEngine;

/** Runs the plan in Azure Load Testing, as a test named like the library. */
public final class AzureLoadTesting implements CloudEngine {
    @Override
    public DslJmeterEngine engine(String tenant, String client, String secret) {
        return new AzureEngine(tenant, client, secret).testName("apim-reconnect");
    }
}
