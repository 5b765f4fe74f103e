package io.github.apimreconnect.mockarm;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object in the making: its fields in the order they are put, absent values as null. */
final class Json {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    @SuppressWarnings("NullAway") // Jackson writes null as null
    Json put(String field, @Nullable Object value) {
        fields.put(field, value);
        return this;
    }

    Map<String, Object> map() {
        return fields;
    }
}
