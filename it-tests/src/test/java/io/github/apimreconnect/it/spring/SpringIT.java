package io.github.apimreconnect.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.it.spring.ReconnectController.Line;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The Spring application, called over HTTP, with a mock of ARM behind it. */
final class SpringIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String FOLDER = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg1"
            + "/providers/Microsoft.ApiManagement/service/apimService1/backends/";

    @RegisterExtension
    private final MockArmExtension extension =
            MockArmExtension.of(() -> MockArm.builder().auth(Auth.ISSUED));

    @Test
    void theEndpointReconnectsABackendAndResponds202(MockArm mock) {
        try (RunningApplication application = new RunningApplication(mock)) {
            ResponseEntity<Map<String, Object>> response =
                    post(application, Map.of("backend", FOLDER + "proxybackend", "after", "PT2M"));

            assertThat(response.getStatusCode().value()).isEqualTo(202);
            assertThat(mock.journal().last().body()).isEqualTo("{\"properties\":{\"after\":\"PT2M\"}}");
            application.tap.verify();
        }
    }

    @ParameterizedTest
    @CsvSource({"backend-not-found, 404, ResourceNotFound", "authorization-failed, 502, AuthorizationFailed"})
    void aRefusalIsAProblemWithArmsCodeAndRequestId(String answer, int status, String code, MockArm mock) {
        try (RunningApplication application = new RunningApplication(mock)) {
            mock.script(Scope.ANY, Step.answer(answer));

            ResponseEntity<Map<String, Object>> response =
                    post(application, Map.of("backend", FOLDER + "proxybackend"));

            assertThat(response.getStatusCode().value()).isEqualTo(status);
            assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
            assertThat(response.getBody())
                    .containsEntry("code", code)
                    .containsEntry("requestId", mock.journal().last().requestId());
            application.tap.verify();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aTemporaryRefusalIsA503(int answer, MockArm mock) {
        try (RunningApplication application = new RunningApplication(mock)) {
            // Longer than the total timeout, so the client does not retry.
            mock.script(
                    Scope.ANY,
                    Step.status(answer)
                            .header("Retry-After", "600")
                            .json("{\"error\":{\"code\":\"Busy\",\"message\":\"Try later.\"}}"));

            ResponseEntity<Map<String, Object>> response =
                    post(application, Map.of("backend", FOLDER + "proxybackend"));

            assertThat(response.getStatusCode().value()).isEqualTo(503);
            assertThat(response.getBody()).containsEntry("code", "Busy");
        }
    }

    @Test
    void aCallWithoutAnAnswerIsAGatewayTimeout(MockArm mock) {
        try (RunningApplication application = new RunningApplication(mock, "reconnect.total-timeout=1s")) {
            mock.script(Scope.ANY, Step.parse("no-answer"));

            ResponseEntity<Map<String, Object>> response =
                    post(application, Map.of("backend", FOLDER + "proxybackend"));

            assertThat(response.getStatusCode().value()).isEqualTo(504);
            assertThat(response.getBody()).extractingByKey("detail").asString().contains("PT1S");
        }
    }

    @Test
    void anUnreachableArmIsABadGateway(MockArm mock) {
        try (RunningApplication application = new RunningApplication(mock, "reconnect.total-timeout=5s")) {
            mock.close();

            ResponseEntity<Map<String, Object>> response =
                    post(application, Map.of("backend", FOLDER + "proxybackend"));

            assertThat(response.getStatusCode().value()).isEqualTo(502);
            assertThat(response.getBody()).containsEntry("detail", "ARM cannot be reached");
        }
    }

    @Test
    void anInvalidIdIsABadRequestAndNothingIsSent(MockArm mock) {
        try (RunningApplication application = new RunningApplication(mock)) {
            ResponseEntity<Map<String, Object>> response = post(application, Map.of("backend", "proxybackend"));

            assertThat(response.getStatusCode().value()).isEqualTo(400);
            assertThat(mock.journal().entries()).isEmpty();
        }
    }

    @Test
    void anOutcomeIsStreamedBeforeTheNextAndAReaderThatLeavesCancelsTheCalls(MockArm mock) throws Exception {
        try (RunningApplication application = new RunningApplication(mock)) {
            mock.script(Scope.backend("refused"), Step.answer("backend-not-found"));
            mock.script(Scope.backend("stuck"), Step.parse("no-answer"));
            Flux<Line> lines = fleet(application, FOLDER + "first\n" + FOLDER + "refused\n\n" + FOLDER + "stuck\n");

            // The one that is stuck never completes, so these two cannot have waited for the end.
            StepVerifier.create(lines.take(2).collectSortedList(Comparator.comparing(Line::backend)))
                    .assertNext(two -> {
                        assertThat(two.get(0)).isEqualTo(new Line(FOLDER + "first", "accepted", 1, null));
                        assertThat(two.get(1).outcome()).isEqualTo("refused");
                        assertThat(two.get(1).error()).contains("ResourceNotFound");
                    })
                    .expectComplete()
                    .verify(LONG);

            assertThat(application.canceled.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(mock.journal().entries()).hasSize(3);
        }
    }

    @Test
    void anInvalidIdInAFleetIsTheLastLine(MockArm mock) {
        try (RunningApplication application = new RunningApplication(mock)) {
            StepVerifier.create(fleet(application, FOLDER + "first\nnope\n" + FOLDER + "last\n"))
                    .expectNext(new Line(FOLDER + "first", "accepted", 1, null))
                    .assertNext(line -> {
                        assertThat(line.outcome()).isEqualTo("invalid");
                        assertThat(line.error()).contains("nope");
                    })
                    .expectComplete()
                    .verify(LONG);
            assertThat(mock.journal().entries()).hasSize(1);
        }
    }

    private static Flux<Line> fleet(RunningApplication application, String ids) {
        return application
                .web()
                .post()
                .uri("/reconnect/fleet")
                .contentType(MediaType.TEXT_PLAIN)
                .accept(MediaType.APPLICATION_NDJSON)
                .bodyValue(ids)
                .retrieve()
                .bodyToFlux(Line.class);
    }

    private static ResponseEntity<Map<String, Object>> post(RunningApplication application, Map<String, String> body) {
        return application
                .web()
                .post()
                .uri("/reconnect")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .retrieve()
                .onStatus(HttpStatusCode::isError, response -> Mono.empty())
                .toEntity(new ParameterizedTypeReference<Map<String, Object>>() {})
                .blockOptional(LONG)
                .orElseThrow();
    }
}
