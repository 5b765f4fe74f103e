package io.github.apimreconnect.it.live;

import static io.github.apimreconnect.it.live.Samples.BACKEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The properties, and which of them are refused. */
final class LiveSettingsTest {
    private final Map<String, String> properties = new HashMap<>(Map.of("live.backend", BACKEND.toString()));

    private LiveSettings read() {
        return LiveSettings.read(properties::get);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::read).isInstanceOf(BadSettingException.class).hasMessageStartingWith(message);
    }

    @Test
    void theDefaultIsThePublicCloudAndToSendNothing() {
        LiveSettings settings = read();
        assertThat(settings.backend()).isEqualTo(BACKEND);
        assertThat(settings.confirmed()).isFalse();
        assertThat(settings.endpoint()).isEqualTo(URI.create("https://management.azure.com"));
        assertThat(settings.authority()).isEmpty();
        Cloud cloud = Cloud.of(settings.endpoint());
        assertThat(cloud.authority()).isEqualTo("https://login.microsoftonline.com/");
        assertThat(cloud.scope()).isEqualTo("https://management.azure.com/.default");
        assertThat(cloud.otherAudience()).isEqualTo("https://vault.azure.net");
    }

    @Test
    void theEndpointOfASovereignCloudSetsItsAuthorityAndItsAudience() {
        properties.put("live.endpoint", "https://management.chinacloudapi.cn/");
        Cloud cloud = Cloud.of(read().endpoint());
        assertThat(cloud.name()).isEqualTo("management.chinacloudapi.cn");
        assertThat(cloud.authority()).isEqualTo("https://login.chinacloudapi.cn/");
        assertThat(cloud.scope()).isEqualTo("https://management.chinacloudapi.cn/.default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''          | live.backend: 'id' must look like /subscriptions/",
                "proxy       | live.backend: 'id' must look like /subscriptions/",
                "/subscriptions/my-sub/resourceGroups/rg/providers/Microsoft.ApiManagement/service/s/backends/b"
                        + " | live.backend: 'subscription' must be a UUID",
                "/subscriptions/0f8fad5b-d9cb-469f-a165-70867728950e/resourceGroups/rg"
                        + "/providers/Microsoft.ApiManagement/service/1/backends/b | live.backend: 'service' must match",
            })
    void aMalformedBackendIsRefusedByField(String id, String message) {
        properties.put("live.backend", id);
        assertRefused(message);
    }

    @Test
    void aMissingBackendIsRefused() {
        properties.clear();
        assertRefused("live.backend: 'id' must look like /subscriptions/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "true", "RECONNECT"})
    void onlyTheWordItselfConfirms(String word) {
        properties.put("live.confirm", word);
        assertRefused("live.confirm must be 'reconnect'");
    }

    @Test
    void theWordConfirms() {
        properties.put("live.confirm", "reconnect");
        assertThat(read().confirmed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:1",
                "https://",
                "https://user:secret@host",
                "https://host/path",
                "https://host?secret",
                "https://host#f",
                "https://host:70000",
                "not a URL",
            })
    void aServerThatIsNotAnHttpsOriginIsRefusedWithoutItsText(String url) {
        properties.put("live.endpoint", url);
        assertThatThrownBy(this::read).hasMessage("live.endpoint must be https://HOST or https://HOST:PORT");
        properties.remove("live.endpoint");
        properties.put("live.authority", url);
        assertThatThrownBy(this::read).hasMessage("live.authority must be https://HOST or https://HOST:PORT");
    }

    @Test
    void aCertificateAuthorityMustBeAFileOfPemCertificates(@TempDir Path folder) throws Exception {
        properties.put("live.ca", folder.resolve("missing.pem").toString());
        assertRefused("live.ca must be a readable file, but was ");
        properties.put(
                "live.ca", Files.writeString(folder.resolve("empty.pem"), "").toString());
        assertRefused("live.ca must contain PEM certificates: ");
        properties.put(
                "live.ca", Files.writeString(folder.resolve("bad.pem"), "text").toString());
        assertRefused("live.ca must contain PEM certificates: ");
    }
}
