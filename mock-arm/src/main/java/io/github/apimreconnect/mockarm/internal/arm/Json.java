package io.github.apimreconnect.mockarm.internal.arm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON, and builds objects. The mapper is created when this class is first used: creating it takes a
 * fifth of a new process's startup.
 */
public final class Json {
    /** Keeps no field names between documents: callers choose them, and 12,000 of 50,000 characters would stay. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The fields in insertion order, absent values as null. */
    private final Map<String, Object> fields;

    public Json() {
        this(new LinkedHashMap<>());
    }

    /** Adds to the fields of an object. */
    public Json(Map<String, Object> fields) {
        this.fields = fields;
    }

    @SuppressWarnings("NullAway") // Jackson writes null as null
    public Json put(String field, @Nullable Object value) {
        fields.put(field, value);
        return this;
    }

    public Map<String, Object> map() {
        return fields;
    }

    public static JsonParser parser(String json) throws IOException {
        return MAPPER.createParser(json);
    }

    /** Reads one value in UTF-8, as {@link #readStrictly(String)} does. */
    public static JsonNode readStrictly(byte[] json) throws IOException {
        return readStrictly(Utf8.decode(json));
    }

    /** Reads one value; anything after it is an error, as is a duplicate field. Numbers stay exact. */
    public static JsonNode readStrictly(String json) throws JsonProcessingException {
        return MAPPER.readerFor(JsonNode.class)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readValue(json);
    }

    /** Returns where the parser found an error, or nothing if it reached one of its limits. */
    public static Optional<String> place(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null || at.getLineNr() < 1
                ? Optional.empty()
                : Optional.of("line " + at.getLineNr() + ", column " + at.getColumnNr());
    }

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
