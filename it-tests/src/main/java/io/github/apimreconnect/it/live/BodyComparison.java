package io.github.apimreconnect.it.live;

import static io.github.apimreconnect.it.live.Difference.code;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Compares two bodies: as JSON, field by field and in their white space, or else as text. */
final class BodyComparison {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A body, by its form. */
    private sealed interface Body {
        record Empty() implements Body {}

        record Text(String text) implements Body {}

        record Json(JsonNode tree, boolean spaced) implements Body {}
    }

    private final Mask mask;

    BodyComparison(Mask mask) {
        this.mask = mask;
    }

    List<Difference> of(String arm, String mock) {
        Body fromArm = read(arm);
        Body fromMock = read(mock);
        List<Difference> found = new ArrayList<>();
        if (fromArm instanceof Body.Json one && fromMock instanceof Body.Json other) {
            if (one.spaced != other.spaced) {
                found.add(new Difference(layout(one), layout(other)));
            }
            compare("", one.tree, other.tree, found);
        } else if (!mask.apply(arm).equals(mask.apply(mock))) {
            found.add(new Difference(inWords(fromArm), inWords(fromMock)));
        }
        return found;
    }

    private static Body read(String raw) {
        if (raw.isEmpty()) {
            return new Body.Empty();
        }
        try {
            return new Body.Json(MAPPER.readTree(raw), isSpaced(raw));
        } catch (JsonProcessingException e) {
            return new Body.Text(raw);
        }
    }

    /** Returns whether valid JSON has white space outside of strings. */
    private static boolean isSpaced(String json) {
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                inString = !inString;
            } else if (inString && c == '\\') {
                i++;
            } else if (!inString && Character.isWhitespace(c)) {
                return true;
            }
        }
        return false;
    }

    /** Compares two trees; of a part that only one has, only the top is listed. */
    private void compare(String path, JsonNode arm, JsonNode mock, List<Difference> found) {
        boolean sameKind = arm.getNodeType() == mock.getNodeType();
        if (sameKind && arm.isObject()) {
            for (String name : names(arm, mock)) {
                compare(path.isEmpty() ? name : path + "." + name, arm.path(name), mock.path(name), found);
            }
        } else if (sameKind && arm.isArray()) {
            for (int i = 0; i < Math.max(arm.size(), mock.size()); i++) {
                compare(path + "[" + i + "]", arm.path(i), mock.path(i), found);
            }
        } else if (!sameKind || !mask.apply(arm.asText()).equals(mask.apply(mock.asText()))) {
            found.add(new Difference(field(path, arm), field(path, mock)));
        }
    }

    private static Set<String> names(JsonNode arm, JsonNode mock) {
        Set<String> names = new LinkedHashSet<>();
        arm.fieldNames().forEachRemaining(names::add);
        mock.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private String field(String path, JsonNode node) {
        return node.isMissingNode()
                ? "no " + code(mask.line(path))
                : code(mask.line((path.isEmpty() ? "body" : path) + ": " + node));
    }

    private static String layout(Body.Json body) {
        return body.spaced ? "JSON with white space" : "JSON without white space";
    }

    private String inWords(Body body) {
        if (body instanceof Body.Text text) {
            return code(mask.line(text.text));
        }
        return body instanceof Body.Json json ? code(mask.line(json.tree.toString())) : "an empty body";
    }
}
