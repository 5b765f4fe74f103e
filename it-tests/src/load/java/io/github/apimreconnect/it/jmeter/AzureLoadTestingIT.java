package io.github.apimreconnect.it.jmeter;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import us.abstracta.jmeter.javadsl.core.DslJmeterEngine;
import us.abstracta.jmeter.javadsl.core.TestPlanStats;

class AzureLoadTestingIT {

    @Test
    void withoutCredentialsThereIsNoEngineThatCouldSend() {
        assertThatThrownBy(() -> engine(Map.of("AZURE_CLIENT_ID", "client", "AZURE_CLIENT_SECRET", " ")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Azure Load Testing needs a service principal in the environment;"
                        + " missing: AZURE_TENANT_ID, AZURE_CLIENT_SECRET. Nothing was sent.");
    }

    @Test
    void theTotalsOfAzureLoadTestingAreThoseOfTheJournal() throws Exception {
        LoadSettings settings = LoadSettings.read(System.getProperties());
        assumeTrue(settings.runs(LoadSettings.Engine.AZURE));
        DslJmeterEngine engine = engine(System.getenv());

        try (LoadedMock mock = LoadedMock.of(settings, LoadReport.folder())) {
            ReconnectPlan plan = new ReconnectPlan(settings, mock.endpoint());
            TestPlanStats stats = engine.run(plan.plan());

            new Reconciliation(plan, mock, stats).checkTotals("Azure Load Testing");
        }
    }

    private static DslJmeterEngine engine(Map<String, String> environment) {
        AzureCredentials credentials = AzureCredentials.read(environment);
        return ServiceLoader.load(CloudEngine.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The engine of Azure Load Testing is not on the class path; add -Pload-azure."
                                + " Nothing was sent."))
                .engine(credentials.tenant(), credentials.client(), credentials.secret());
    }
}
