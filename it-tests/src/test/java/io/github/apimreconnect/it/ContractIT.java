package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.MockArm;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** The contract check captures every exchange and detects every violation. */
final class ContractIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static Evidence sample = new Evidence("", "", "", "", "");

    @BeforeAll
    static void sendTheSample() {
        try (ClientAndMock pair = new ClientAndMock(MockArm.builder())) {
            StepVerifier.create(pair.client().buildAsyncClient().reconnect(ClientAndMock.SAMPLE, Duration.ofSeconds(3)))
                    .expectComplete()
                    .verify(LIMIT);
            sample = Evidence.of(pair.tap.exchanges().get(0));
        }
    }

    @Test
    void everyExchangeIsCheckedExceptTheTokenRequest() {
        try (ClientAndMock pair = new ClientAndMock(MockArm.builder().auth(Auth.ISSUED))) {
            BackendReconnectAsyncClient client =
                    pair.client().credential(pair.clientSecret().build()).buildAsyncClient();
            StepVerifier.create(Flux.range(0, 20)
                            .flatMap(i -> client.reconnect(ClientAndMock.SAMPLE).thenReturn(i), 4)
                            .then())
                    .expectComplete()
                    .verify(LIMIT);
            assertThat(pair.tap.exchanges()).hasSize(20);
            assertThat(pair.tap.skipped()).isEqualTo(1);
        }
    }

    @Test
    void aViolationBetweenClientAndMockFailsTheTest() {
        ClientAndMock pair = new ClientAndMock(MockArm.builder().auth(Auth.NONE));
        StepVerifier.create(pair.client().credential(null).buildAsyncClient().reconnect(ClientAndMock.SAMPLE))
                .expectComplete()
                .verify(LIMIT);
        assertThatThrownBy(pair::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("POST " + ClientAndMock.SAMPLE + "/reconnect?")
                .hasMessageContaining("The mock accepts what breaks the contract")
                .hasMessageContaining("requires security parameters");
    }

    @Test
    void theUnchangedSampleHasNoViolation() {
        assertThat(sample.complaints()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void aMutationTurnsTheCheckRed(Mutation mutation) {
        assertThat(mutation.spoil().apply(sample).complaints())
                .as(mutation.sentence())
                .anySatisfy(complaint -> assertThat(complaint).contains(mutation.complaint()));
    }

    private static Stream<Mutation> mutations() {
        return Stream.of(
                        Mutation.OF_THE_DOCUMENT,
                        Mutation.OF_THE_GOLDEN_FILES,
                        Mutation.OF_THE_REQUEST,
                        Mutation.OF_THE_ANSWER)
                .flatMap(List::stream);
    }
}
