package io.github.apimreconnect.it.jmeter;

import static us.abstracta.jmeter.javadsl.JmeterDsl.httpSampler;
import static us.abstracta.jmeter.javadsl.JmeterDsl.jtlWriter;
import static us.abstracta.jmeter.javadsl.JmeterDsl.percentController;
import static us.abstracta.jmeter.javadsl.JmeterDsl.testPlan;
import static us.abstracta.jmeter.javadsl.JmeterDsl.threadGroup;
import static us.abstracta.jmeter.javadsl.JmeterDsl.throughputTimer;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.apache.http.entity.ContentType;
import us.abstracta.jmeter.javadsl.core.DslTestPlan;
import us.abstracta.jmeter.javadsl.http.DslHttpSampler;

/**
 * Reconnects at a steady rate. One request in about ten has no token, so that errors are reconciled as well.
 *
 * @param settings threads, rate and length
 * @param mock where the requests go
 * @param run part of each backend's name, so that the journal tells the requests of this run from others
 */
record ReconnectPlan(LoadSettings settings, URI mock, String run) {
    /** The number of an engine, as a property of it; 1 unless set. */
    static final String ENGINE = "engine";

    private static final String ENGINE_NUMBER = "${__P(" + ENGINE + ",1)}";
    private static final float WITHOUT_TOKEN_PERCENT = 10;

    ReconnectPlan(LoadSettings settings, URI mock) {
        this(settings, mock, UUID.randomUUID().toString().substring(0, 8));
    }

    /** Returns the plan; engines elsewhere return figures, but cannot write a file here. */
    DslTestPlan plan() {
        return testPlan(threadGroup(
                settings.threads(),
                Duration.ofSeconds(settings.seconds()),
                throughputTimer(60.0 * settings.rate()),
                percentController(100 - WITHOUT_TOKEN_PERCENT, reconnect("").header("Authorization", "Bearer any")),
                percentController(WITHOUT_TOKEN_PERCENT, reconnect(" without token"))));
    }

    /** Returns the plan with a line for each sample in a file. */
    DslTestPlan plan(Path folder, String file) {
        DslTestPlan plan = plan();
        plan.children(jtlWriter(folder.toString(), file)
                .withResponseMessage(false)
                .withAssertionFailureMessage(false)
                .withThreadName(false)
                .withUrl(false));
        return plan;
    }

    /** Returns the filter of the journal for the backends of one engine. */
    String backend(String engine) {
        return "load-" + run + "-" + engine;
    }

    private DslHttpSampler reconnect(String suffix) {
        return httpSampler(
                        ENGINE_NUMBER + suffix,
                        mock + "/subscriptions/0f8fad5b-d9cb-469f-a165-70867728950e/resourceGroups/rg1"
                                + "/providers/Microsoft.ApiManagement/service/apimService1/backends/"
                                + backend(ENGINE_NUMBER) + "/reconnect?api-version=2023-05-01-preview")
                .post("{\"properties\":{\"after\":\"PT2M\"}}", ContentType.APPLICATION_JSON);
    }
}
