package io.github.apimreconnect.it.jmeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import us.abstracta.jmeter.javadsl.core.DslTestPlan;
import us.abstracta.jmeter.javadsl.core.TestPlanStats;
import us.abstracta.jmeter.javadsl.core.engines.DistributedJmeterEngine;

class RemoteEnginesIT {
    private static final int MARGIN_SECONDS = 30;

    private final LoadSettings settings = LoadSettings.read(System.getProperties());

    @BeforeEach
    void onlyIfChosen() {
        assumeTrue(settings.runs(LoadSettings.Engine.REMOTE));
    }

    @Test
    void theSamplesOfTwoEnginesOnLoopbackAddUpToTheJournal() throws Exception {
        assumeTrue(settings.hosts().isEmpty());
        Path folder = LoadReport.folder();
        System.setProperty("java.rmi.server.hostname", "127.0.0.1");
        try (RemoteEngine first = RemoteEngine.start(1, folder);
                RemoteEngine second = RemoteEngine.start(2, folder);
                LoadedMock mock = LoadedMock.of(settings, folder)) {
            DistributedJmeterEngine engine = new DistributedJmeterEngine(first.host(), second.host());
            engine.stopEnginesOnTestEnd().prop("server.rmi.ssl.disable", "true");
            Samples samples = run(engine, mock, "Two engines on loopback");

            assertThat(samples.byEngine()).containsOnlyKeys("1", "2");
            assertThat(first.ends()).as("the first engine ends").isTrue();
            assertThat(second.ends()).as("the second engine ends").isTrue();
            assertThat(first.portIsFree()).as("its port is free").isTrue();
            assertThat(second.portIsFree()).as("its port is free").isTrue();
        }
    }

    @Test
    void theSamplesOfEnginesOnOtherMachinesAddUpToTheJournal() throws Exception {
        assumeTrue(!settings.hosts().isEmpty());
        try (LoadedMock mock = LoadedMock.of(settings, LoadReport.folder())) {
            RemoteHosts.ofJmeter().check(settings.hosts());
            run(
                    new DistributedJmeterEngine(settings.hosts().toArray(new String[0])),
                    mock,
                    "Engines on other machines");
        }
    }

    private Samples run(DistributedJmeterEngine engine, LoadedMock mock, String title)
            throws IOException, InterruptedException {
        Path file = LoadReport.folder().resolve("remote.jtl");
        Files.deleteIfExists(file);
        // The file is read as soon as the engines have ended, which may be before JMeter closes it.
        engine.prop("jmeter.save.saveservice.autoflush", "true");
        ReconnectPlan plan = new ReconnectPlan(settings, mock.endpoint());
        TestPlanStats stats = await(engine, plan.plan(LoadReport.folder(), "remote.jtl"));
        Samples samples = Samples.read(file);
        new Reconciliation(plan, mock, stats).check(title, samples);
        return samples;
    }

    /** JMeter would wait forever for an engine that did not start, such as a busy one, or cannot report its end. */
    private TestPlanStats await(DistributedJmeterEngine engine, DslTestPlan plan) throws InterruptedException {
        CompletableFuture<TestPlanStats> run = CompletableFuture.supplyAsync(() -> {
            try {
                return engine.run(plan);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try {
            return run.get(settings.seconds() + MARGIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("The engines failed", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "The engines did not report their end within " + (settings.seconds() + MARGIN_SECONDS)
                            + " seconds. Standard output names those that did not start; others were killed,"
                            + " or do not reach this machine at java.rmi.server.hostname.",
                    e);
        }
    }
}
