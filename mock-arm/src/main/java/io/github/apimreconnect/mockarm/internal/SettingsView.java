package io.github.apimreconnect.mockarm.internal;

import io.github.apimreconnect.mockarm.MockClock;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.connection.Loops;
import io.github.apimreconnect.mockarm.internal.contract.Rules;
import io.github.apimreconnect.mockarm.internal.contract.ThrottleLimit;
import io.github.apimreconnect.mockarm.internal.dispatch.RandomFaults;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The JSON of a mock's settings and addresses. */
final class SettingsView {
    private SettingsView() {}

    static Map<String, Object> of(ArmServer mock, Settings settings) {
        Rules rules = settings.rules();
        List<String> versions = rules.apiVersions();
        return new Json()
                .put("version", ArmServer.version())
                .put("mock", mock.tokens().mock())
                .put("pid", ProcessHandle.current().pid())
                .put("started", mock.started().toString())
                .put("endpoint", mock.origin())
                .put("httpEndpoint", mock.httpOrigin())
                .put("names", List.copyOf(settings.address().names().all()))
                .put("transport", Loops.transport())
                .put("auth", rules.auth().name().toLowerCase(Locale.ROOT))
                .put("apiVersions", versions == null ? "any" : versions)
                .put("strictDuration", rules.strictDuration())
                .put("throttle", throttle(rules.throttle()))
                .put("clock", settings.times().clock() instanceof MockClock ? "virtual" : "real")
                .put("journal", settings.journalCapacity())
                .put("world", rules.world().open() ? null : "closed")
                .put("faults", faults(settings.randomFaults()))
                .map();
    }

    private static Map<String, Object> throttle(ThrottleLimit limit) {
        return new Json()
                .put("enforced", limit.enforced())
                .put("capacity", limit.capacity())
                .put("refillPerSecond", limit.refillPerSecond())
                .map();
    }

    private static Map<String, Object> faults(RandomFaults faults) {
        return new Json()
                .put("rate", faults.rate())
                .put("kinds", faults.kinds().stream().map(Step::toString).toList())
                .put("seed", faults.seed())
                .map();
    }
}
