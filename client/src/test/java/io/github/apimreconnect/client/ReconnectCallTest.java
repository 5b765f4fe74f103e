package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
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
        "a*b, a%2Ab",
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

    @Test
    void noNameMakesTheRequestGoToAnotherPathOrHost() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String hostile = "/\\?#%.:@&=+;, \t\r\n\u0000\u00e9\u2028\ud800";
        int sent = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int length = random.nextInt(5) + 1; length > 0; length--) {
                name.append(
                        random.nextBoolean()
                                ? hostile.charAt(random.nextInt(hostile.length()))
                                : (char) ('a' + random.nextInt(26)));
            }
            BackendId id;
            try {
                id = BackendId.of(SAMPLE.subscription(), name.toString(), SAMPLE.service(), name.toString());
            } catch (IllegalArgumentException refused) {
                continue;
            }
            URI uri = URI.create(CALL.toRequest(id, null).getUrl().toString()).normalize();
            String[] segments = uri.getRawPath().split("/", -1);
            assertThat(uri.getHost()).as("seed %d", seed).isEqualTo("management.azure.com");
            assertThat(uri.getRawQuery()).as("seed %d", seed).isEqualTo("api-version=2023-05-01-preview");
            assertThat(uri.getRawFragment()).as("seed %d", seed).isNull();
            assertThat(segments).as("seed %d, %s", seed, uri).hasSize(12);
            assertThat(segments[11]).as("seed %d", seed).isEqualTo("reconnect");
            assertThat(URI.create("/" + segments[10]).getPath())
                    .as("seed %d", seed)
                    .isEqualTo("/" + name);
            sent++;
        }
        assertThat(sent).as("names that were not refused").isGreaterThan(1000);
    }
}
