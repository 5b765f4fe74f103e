package io.github.apimreconnect.mockarm.internal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContractTest {
    private final String document = new String(Contract.document(), StandardCharsets.UTF_8);

    @Test
    void theShippedDocumentCompiles() {
        assertThat(Contract.compile(Contract.document()).rules().names())
                .extracting(NameRule::parameter)
                .containsExactly("resourceGroupName", "serviceName", "backendId");
    }

    @ParameterizedTest
    @CsvSource({
        "/reconnect:, /reconnects:",
        "post:, put:",
        "name: api-version, name: version",
        "name: backendId, name: backend",
        "maxLength: 80, maxSize: 80",
        "schemas/BackendReconnectContract', schemas/Missing'",
        "requestBody:, body:",
        "enum:, values:",
        "format: duration, formt: duration",
        "'^[a-zA-Z](?:', '^[a-zA-Z(?:'",
        "'openapi: 3.0.3', ': ['",
        "x-version-differences, x-version-difference",
        "maxLength: 255, maxSize: 255",
        "error: '#/components/schemas/ErrorResponseBody', errors: '#/components/schemas/ErrorResponseBody'",
        "body: '#/components/schemas/BackendReconnectContract20170301', body: '#/components/schemas/Missing'",
        "versions: ['2018-01-01'], versions: ['2018-01-02']",
        "versions: ['2018-01-01'], versions: ['2017-03-01']",
    })
    void aDocumentThatLacksARuleDoesNotCompile(String found, String replaced) {
        assertThat(document).contains(found);
        byte[] spoiled = document.replace(found, replaced).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Contract.compile(spoiled)).isInstanceOf(RuntimeException.class);
    }
}
