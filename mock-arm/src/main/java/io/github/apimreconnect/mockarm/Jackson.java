package io.github.apimreconnect.mockarm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The one mapper, made when JSON is first read or written: making it takes a new process a fifth of its start. */
final class Jackson {
    /** Keeps no table of field names between documents: callers choose them, and 12,000 of 50,000 characters would stay. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Jackson() {}

    /** Reads one value and nothing behind it. */
    static JsonNode read(byte[] json) throws IOException {
        return MAPPER.readValue(json, JsonNode.class);
    }

    static JsonParser parser(String json) throws IOException {
        return MAPPER.createParser(json);
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
