package io.github.apimreconnect.mockarm.internal.admin;

import static io.github.apimreconnect.mockarm.internal.admin.AdminCaller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code /_mock/buckets}. */
final class BucketsTest {
    private final MockArm mock =
            MockArm.builder().virtualClock().throttle("4/2").start();
    private final AdminCaller admin = new AdminCaller(mock);

    @AfterEach
    void close() {
        mock.close();
    }

    @Test
    void theEmptiestComesFirstAndFillsByTheClock() {
        new Caller(mock).send();
        new Caller(mock).send();
        new Caller(mock).header("Authorization", "Bearer another-token").send();
        JsonNode view = json(admin.get("buckets"));
        assertThat(view.at("/now").asText()).isEqualTo(mock.clock().instant().toString());
        assertThat(view.at("/enforced").asBoolean()).isTrue();
        assertThat(view.at("/capacity").asInt()).isEqualTo(4);
        assertThat(view.at("/refillPerSecond").asInt()).isEqualTo(2);
        assertThat(view.at("/buckets"))
                .extracting(bucket -> bucket.at("/left").asInt() + "/"
                        + bucket.at("/capacity").asInt())
                .containsExactly("2/4", "3/4", "57/60");
        assertThat(view.at("/buckets/0/subscription").asText()).isEqualTo(Caller.SUBSCRIPTION);
        assertThat(view.at("/buckets/0/fullAt").asText())
                .isEqualTo(mock.clock().instant().plusSeconds(1).toString());
        assertThat(view.at("/buckets/2/principal").isNull()).isTrue();
        mock.clock().advance(Duration.ofMillis(500));
        assertThat(json(admin.get("buckets")).at("/buckets/0/left").asInt()).isEqualTo(3);
    }

    @Test
    void aSubscriptionThatIsNotAUuidIsShownAsItIsUnlessItIsLonger() {
        for (String subscription : List.of("Mine", "x".repeat(37))) {
            new Caller(mock)
                    .path(Caller.path(subscription, "rg", "svc", "b1"))
                    .query("?api-version=2021-08-01")
                    .send();
        }
        assertThat(json(admin.get("buckets")).at("/buckets"))
                .extracting(bucket -> bucket.at("/subscription").asText())
                .contains("mine")
                .doesNotContain("x".repeat(37));
    }

    @Test
    void aPrincipalIsNeverShownAsItsToken() {
        new Caller(mock).header("Authorization", "Bearer hunter2").send();
        assertThat(admin.get("buckets").body()).doesNotContain("hunter2");
    }

    @Test
    void thereAreAtMostAsManyAsTheLimit() {
        for (int i = 0; i < 120; i++) {
            new Caller(mock).header("Authorization", "Bearer token-" + i).send();
        }
        assertThat(json(admin.get("buckets")).at("/buckets")).hasSize(100);
        assertThat(json(admin.send("GET", "buckets", "?limit=2", "")).at("/buckets"))
                .hasSize(2);
        assertThat(json(admin.send("GET", "buckets", "?limit=1000", "")).at("/buckets"))
                .hasSizeGreaterThan(60);
    }

    @Test
    void aResetLeavesNone() {
        new Caller(mock).send();
        admin.post("reset", "");
        assertThat(json(admin.get("buckets")).at("/buckets")).isEmpty();
    }
}
