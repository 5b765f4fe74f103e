package io.github.apimreconnect.it.load;

import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import io.github.apimreconnect.client.BackendReconnectClientBuilder;
import io.github.apimreconnect.mockarm.ConnectionFault;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The trials: every fault at every possible moment, with each client setting. */
final class FaultMatrix {
    /** Much longer than a call on a busy machine, and much shorter than the faults meant to exceed it. */
    static final Duration RESPONSE = Duration.ofSeconds(6);

    private static final Duration SOON = Duration.ofMillis(10);

    private FaultMatrix() {}

    /** A client setting, and how many requests the fault hits. */
    enum Setting {
        ONE_ATTEMPT("no retries", 0, Duration.ofMinutes(1), 1),
        STRUCK_ONCE("2 retries, struck once", 2, Duration.ofMinutes(1), 1),
        STRUCK_EACH_TIME("2 retries, struck each time", 2, Duration.ofMinutes(1), 100),
        SHORT_DEADLINE("2 retries, 5 s in all", 2, Duration.ofSeconds(5), 100);

        private final String text;
        private final int retries;
        private final Duration total;
        private final int strikes;

        Setting(String text, int retries, Duration total, int strikes) {
            this.text = text;
            this.retries = retries;
            this.total = total;
            this.strikes = strikes;
        }

        int strikes() {
            return strikes;
        }

        Duration total() {
            return total;
        }

        BackendReconnectClientBuilder applyTo(BackendReconnectClientBuilder client) {
            return client.totalTimeout(total).retryOptions(new RetryOptions(new FixedDelayOptions(retries, SOON)));
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Returns the texts of all faults; those of connections have a prefix. */
    static List<String> faults() {
        Stream<String> answers = Stream.of("accepted", "delay:20ms", "delay:60s", "slow-body:30s");
        Stream<String> momentary = Stream.of("reset", "truncate", "stall")
                .flatMap(kind -> Stream.of("before-answer", "in-head", "in-body", "after-answer")
                        .map(moment -> kind + "@" + moment));
        Stream<String> others = Stream.of(
                "garbage",
                "no-answer",
                "bad-gateway-html",
                "gateway-timeout+truncate@in-body",
                "gateway-timeout+reset@in-body",
                "gateway-timeout+stall@in-body",
                "gateway-timeout+slow-body:1ms",
                "backend-not-found+truncate@in-body");
        Stream<String> connections = Arrays.stream(ConnectionFault.values()).map(fault -> "connection " + fault);
        return Stream.of(answers, momentary, others, connections)
                .flatMap(all -> all)
                .toList();
    }
}
