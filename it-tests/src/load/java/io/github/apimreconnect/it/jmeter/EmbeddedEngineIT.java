package io.github.apimreconnect.it.jmeter;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import us.abstracta.jmeter.javadsl.core.TestPlanStats;
import us.abstracta.jmeter.javadsl.core.engines.EmbeddedJmeterEngine;

class EmbeddedEngineIT {

    @Test
    void everySampleOfOneMachineIsInTheJournal() throws Exception {
        LoadSettings settings = LoadSettings.read(System.getProperties());
        assumeTrue(settings.runs(LoadSettings.Engine.EMBEDDED));
        Path folder = LoadReport.folder();
        Path file = folder.resolve("embedded.jtl");
        Files.deleteIfExists(file);

        try (LoadedMock mock = LoadedMock.of(settings, folder)) {
            ReconnectPlan plan = new ReconnectPlan(settings, mock.endpoint());
            TestPlanStats stats = new EmbeddedJmeterEngine().run(plan.plan(folder, "embedded.jtl"));

            new Reconciliation(plan, mock, stats).check("One machine", Samples.read(file));
        }
    }
}
