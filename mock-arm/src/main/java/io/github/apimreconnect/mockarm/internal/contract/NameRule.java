package io.github.apimreconnect.mockarm.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rule for one name in the path.
 *
 * @param parameter the parameter
 * @param minLength the minimum number of characters
 * @param maxLength the maximum number of characters
 * @param pattern the pattern that the name must match, or null
 * @param uuid whether it must be a UUID
 */
record NameRule(
        String parameter,
        int minLength,
        int maxLength,
        @Nullable Pattern pattern,
        boolean uuid) {
    private static final Set<String> KEYWORDS = Set.of("type", "format", "minLength", "maxLength", "pattern");
    private static final int UUID_LENGTH = 36;

    /** Reads a schema, or throws if it has an unsupported keyword. */
    static NameRule of(String parameter, JsonNode schema) {
        schema.fieldNames().forEachRemaining(keyword -> {
            if (!KEYWORDS.contains(keyword)) {
                throw new IllegalStateException("The contract has " + keyword + " in the schema of " + parameter);
            }
        });
        JsonNode pattern = schema.path("pattern");
        return new NameRule(
                parameter,
                schema.path("minLength").asInt(0),
                schema.path("maxLength").asInt(Integer.MAX_VALUE),
                pattern.isMissingNode() ? null : Pattern.compile(pattern.textValue()),
                schema.path("format").asText().equals("uuid"));
    }

    boolean allows(String name) {
        if (uuid && !isUuid(name)) {
            return false;
        }
        int length = name.codePointCount(0, name.length());
        return length >= minLength
                && length <= maxLength
                && (pattern == null || pattern.matcher(name).matches());
    }

    /** Returns the rule in words, for a refusal. */
    String text() {
        String lengths = minLength + (maxLength == Integer.MAX_VALUE ? " or more" : " to " + maxLength) + " characters";
        return pattern == null ? lengths : lengths + " matching " + pattern;
    }

    /** Returns whether the text is 8, 4, 4, 4 and 12 hexadecimal digits, joined by dashes. */
    static boolean isUuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : c > 'f' || Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
