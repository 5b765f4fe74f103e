package io.github.apimreconnect.mockarm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The one mapper, made when JSON is first read or written: making it takes a new process a fifth of its start. */
final class Jackson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Jackson() {}

    /** Reads one value and nothing behind it. */
    static JsonNode read(String json) throws JsonProcessingException {
        return MAPPER.readValue(json, JsonNode.class);
    }

    static JsonNode read(byte[] json) throws IOException {
        return MAPPER.readValue(json, JsonNode.class);
    }

    /** The same, but a field that is there twice is an error. */
    static JsonNode readStrictly(byte[] json) throws IOException {
        return MAPPER.readerFor(JsonNode.class)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .readValue(json);
    }

    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
