package io.github.apimreconnect.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RowIT {
    private static final int MORE = 200;

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @ParameterizedTest
    @ValueSource(ints = {5, 3, 1})
    void anOpenRowNeitherMovesNorClosesWhileRequestsArrive(int number) throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            Caller caller = new Caller(mock.httpEndpoint());
            caller.reconnects(5, "a");
            page.awaitRows(5);
            String row = page.open(number);
            List<?> toggle = page.place(row + " .toggle");
            List<?> answer = page.place(row + " .answer");
            String text = page.text(row);

            caller.reconnects(MORE, "b");
            page.await("the newest row", () -> page.numbers().get(0) == 5 + MORE);

            assertThat(page.isOpen(number)).isTrue();
            assertThat(page.place(row + " .toggle")).isEqualTo(toggle);
            assertThat(page.place(row + " .answer")).isEqualTo(answer);
            assertThat(page.text(row)).isEqualTo(text);
        }
    }

    @Test
    void anOpenRowStaysEvenWhenFiveHundredNewerOnesCouldFillTheList() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            Caller caller = new Caller(mock.httpEndpoint());
            caller.reconnects(2, "a");
            String row = page.open(1);
            List<?> toggle = page.place(row + " .toggle");
            caller.reconnects(600, "b");
            page.await("the newest row", () -> page.numbers().get(0) == 602);
            assertThat(page.rowCount()).isEqualTo(500);
            assertThat(page.isOpen(1)).isTrue();
            assertThat(page.place(row + " .toggle")).isEqualTo(toggle);
        }
    }

    @Test
    void aRowOpensToRequestAndAnswerInFullWithTheSecretsMasked() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            mock.script(Scope.ANY, Step.answer("service-locked"));
            new Caller(mock.httpEndpoint())
                    .post(
                            Caller.target("proxy"),
                            "{\"properties\":{\"after\":\"PT7M\"}}",
                            "Authorization",
                            "Bearer very-secret-token",
                            "x-ms-client-request-id",
                            "6f1b0f7e");
            String row = page.open(1);
            assertThat(page.text(row + " .request"))
                    .contains("POST " + Caller.target("proxy"))
                    .contains("6f1b0f7e", "application/json", "***", "{\"properties\":{\"after\":\"PT7M\"}}");
            assertThat(page.text(row + " .answer"))
                    .contains("409", "x-ms-request-id", mock.journal().last().requestId())
                    .contains("ServiceLocked", "is transitioning at this time");
            assertThat((String) page.script("return document.documentElement.outerHTML"))
                    .doesNotContain("very-secret-token");
        }
    }

    @Test
    void aTokenAnswerIsShownWithoutTheToken() throws Exception {
        try (MockArm mock = MockArm.builder().auth(Auth.ISSUED).start();
                Page page = BROWSER.open(mock)) {
            new Caller(mock.httpEndpoint())
                    .post(
                            "/tenant/oauth2/v2.0/token",
                            "grant_type=client_credentials&client_id=app&client_secret=very-secret"
                                    + "&scope=https://management.azure.com/.default",
                            "Content-Type",
                            "application/x-www-form-urlencoded");
            String row = page.open(1);
            assertThat(page.text(row + " .answer"))
                    .contains("200", "access_token")
                    .doesNotContain("eyJ");
            assertThat(page.text(row)).doesNotContain("very-secret");
        }
    }

    @Test
    void aRefusalSaysWhyAndWhatWouldHaveBeenAccepted() throws Exception {
        try (MockArm mock = MockArm.builder().strictDuration().start();
                Page page = BROWSER.open(mock)) {
            new Caller(mock.httpEndpoint()).post(Caller.target("proxy"), "{\"properties\":{\"after\":\"PT3S\"}}");
            String row = page.open(1);
            assertThat(page.text(row + " .why"))
                    .contains(String.valueOf(mock.journal().last().refusedBy()))
                    .contains(String.valueOf(mock.journal().last().reason()))
                    .contains("PT2M");
        }
    }

    @Test
    void aRowClosesAgain() throws Exception {
        try (MockArm mock = MockArm.start();
                Page page = BROWSER.open(mock)) {
            new Caller(mock.httpEndpoint()).reconnect("a");
            String row = page.open(1);
            page.click(row + " .toggle");
            assertThat(page.isOpen(1)).isFalse();
            assertThat(page.isVisible(row + " .detail")).isFalse();
        }
    }
}
