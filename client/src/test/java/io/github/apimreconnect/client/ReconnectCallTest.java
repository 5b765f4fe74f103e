package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReconnectCallTest {
    private static final ReconnectCall CALL =
            new ReconnectCall(URI.create("https://management.azure.com"), "2023-05-01-preview");
    private static final BackendId SAMPLE =
            BackendId.of("00000000-0000-0000-0000-000000000000", "rg1", "apimService1", "proxybackend");

    @Test
    void theSampleOfTheRestPageIsTheSampleOnTheWire() {
        HttpRequest request = CALL.toRequest(SAMPLE, new BackendReconnectContract(Duration.ofSeconds(3)));
        assertThat(request.getHttpMethod()).hasToString("POST");
        assertThat(request.getUrl())
                .hasToString("https://management.azure.com/subscriptions/00000000-0000-0000-0000-000000000000"
                        + "/resourceGroups/rg1/providers/Microsoft.ApiManagement/service/apimService1"
                        + "/backends/proxybackend/reconnect?api-version=2023-05-01-preview");
        assertThat(request.getBodyAsBinaryData()).hasToString("{\"properties\":{\"after\":\"PT3S\"}}");
        assertThat(request.getHeaders().getValue(HttpHeaderName.CONTENT_TYPE)).isEqualTo("application/json");
        assertThat(request.getHeaders().getValue(HttpHeaderName.ACCEPT)).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource({"0, PT0S", "1, PT0.001S", "120000, PT2M", "90061500, PT25H1M1.5S"})
    void durationsGoAsIso8601(long millis, String text) {
        HttpRequest request = CALL.toRequest(SAMPLE, new BackendReconnectContract(Duration.ofMillis(millis)));
        assertThat(request.getBodyAsBinaryData()).hasToString("{\"properties\":{\"after\":\"" + text + "\"}}");
    }

    @Test
    void withoutADurationThereIsNeitherBodyNorContentType() {
        for (HttpRequest request : new HttpRequest[] {
            CALL.toRequest(SAMPLE, null), CALL.toRequest(SAMPLE, new BackendReconnectContract(null))
        }) {
            assertThat(request.getBodyAsBinaryData()).isNull();
            assertThat(request.getHeaders().getValue(HttpHeaderName.CONTENT_TYPE))
                    .isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a b, a%20b",
        "a+b, a%2Bb",
        "a&b=c;d, a%26b%3Dc%3Bd",
        "caf\u00e9, caf%C3%A9",
        "\ud83d\ude00, %F0%9F%98%80",
        "a:b@c, a%3Ab%40c",
        "...,...",
        "A-z_0.9~, A-z_0.9~"
    })
    void namesArePercentEncodedAsUtf8(String name, String encoded) {
        BackendId id = BackendId.of("00000000-0000-0000-0000-000000000000", "rg1", "apimService1", name);
        assertThat(CALL.toRequest(id, null).getUrl().getPath()).endsWith("/backends/" + encoded + "/reconnect");
    }

    @Test
    void theApiVersionCannotAddToTheQuery() {
        ReconnectCall call = new ReconnectCall(URI.create("https://management.azure.com"), "x&y=z#f");
        assertThat(call.toRequest(SAMPLE, null).getUrl().getQuery()).isEqualTo("api-version=x%26y%3Dz%23f");
    }
}
