package io.github.apimreconnect.mockarm.internal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The outline of a body, compared with the full parse. */
final class JsonOutlineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "null",
                "\"text\"",
                "{\"properties\":{\"after\":\"PT2M\"}}",
                "{\"properties\":{\"after\":\"soon\",\"x\":{\"after\":1}}}",
                "{\"properties\":{\"after\":[{}]}}",
                "{\"properties\":{\"after\":{\"a\":1}}}",
                "{\"properties\":{\"after\":1.5}}",
                "{\"properties\":{\"after\":1.0}}",
                "{\"properties\":{\"after\":99999999999999999999}}",
                "{\"properties\":[1,{}]}",
                "{\"properties\":true,\"id\":1,\"name\":[],\"type\":{}}",
                "{\"id\":{\"id\":{\"id\":{}}},\"properties\":null}",
                "{\"properties\":1,\"properties\":{}}",
            })
    void theSchemaSaysOfItWhatItSaysOfTheWhole(String json) throws IOException {
        Contract contract = Contract.shipped();
        assertThat(contract.violations(JsonOutline.read(json, BodyCheck.LEVELS)))
                .map(Error::getMessage)
                .isEqualTo(contract.violations(whole(json)).stream()
                        .map(Error::getMessage)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "[1,]",
                "{} {}",
                "[[[1,]]]",
                "{\"a\":{\"b\":{\"c\":tru}}}",
                "[\"\\x\"]",
                "[\"\u0001\"]",
                "[01]",
                "[1.]",
                "{\"a\":[{\"b\":nul}]}",
                "}",
                "NaN",
                "'a'",
            })
    void whatIsNotJsonIsRefusedHoweverDeep(String text) {
        assertThatThrownBy(() -> JsonOutline.read(text, BodyCheck.LEVELS)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> whole(text)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void whatIsBelowItsLevelsIsLeftOut() throws IOException {
        assertThat(JsonOutline.read("{\"a\":{\"b\":{\"c\":1},\"d\":[1]},\"e\":[{}]}", 2))
                .hasToString("{\"a\":{\"b\":{},\"d\":[]},\"e\":[]}");
    }

    private static JsonNode whole(String json) throws JsonProcessingException {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .readValue(json, JsonNode.class);
    }
}
