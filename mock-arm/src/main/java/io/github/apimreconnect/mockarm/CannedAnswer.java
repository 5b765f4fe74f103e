package io.github.apimreconnect.mockarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An answer from a file.
 *
 * @param name the name, which is the file's
 * @param about when the service gives it
 * @param source where that is known from
 * @param status the HTTP status
 * @param arm whether it has the headers of ARM
 * @param headers its own headers, {@code Content-Type} among them where it has a body, with placeholders
 * @param json the body with placeholders, or null
 * @param text the body in another form, without placeholders, or null
 */
record CannedAnswer(
        String name,
        String about,
        String source,
        int status,
        boolean arm,
        Map<String, String> headers,
        @Nullable JsonNode json,
        @Nullable String text) {
    static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Za-z]+)}}");

    private static final String FAILURE_CAUSE = "x-ms-failure-cause";
    private static final byte[] EMPTY = new byte[0];

    /** The answer to a request; values that a check found come first, then those of the request. */
    Reply reply(Stamp stamp, ArmRequest request, Map<String, String> values) {
        return reply(stamp, request, values, error -> {});
    }

    Reply reply(Stamp stamp, ArmRequest request, Map<String, String> values, Consumer<ObjectNode> change) {
        Placeholders placeholders = new Placeholders(request, values);
        List<Header> own = new ArrayList<>();
        headers.forEach((name, value) -> own.add(new Header(name, filledHeader(value, placeholders))));
        @Nullable Stamp stamped = arm ? stamp : null;
        byte[] body = EMPTY;
        if (json != null) {
            JsonNode filled = fill(json, placeholders);
            if (filled instanceof ObjectNode object && object.get("error") instanceof ObjectNode error) {
                change.accept(error);
                filled = isOfService() && !rules(request).nestedErrors() ? error : filled;
            }
            body = Reply.json(status, null, filled).body();
        } else if (text != null) {
            body = text.getBytes(StandardCharsets.UTF_8);
        }
        return Accepted.echoed(new Reply(status, stamped, List.copyOf(own), body, false), request);
    }

    /** What the service itself answers, rather than ARM before it, says what the write buckets have left. */
    Reply counted(Reply reply, Throttle.@Nullable Grant grant) {
        return grant == null || !isOfService() ? reply : reply.with(grant.headers());
    }

    private boolean isOfService() {
        return "service".equals(headers.get(FAILURE_CAUSE));
    }

    private static VersionRules rules(ArmRequest request) {
        return Contract.shipped().rules(request.queryParameter("api-version"));
    }

    /** What the file has was checked when it was read; what a caller sent was not. */
    private static String filledHeader(String text, Placeholders placeholders) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        Header.ofText("", placeholders.value(found.group(1))).value()));
    }

    private static String fill(String text, Placeholders placeholders) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(placeholders.value(found.group(1))));
    }

    /** A copy of the tree with its texts filled, so that no value can leave its place. */
    private static JsonNode fill(JsonNode node, Placeholders placeholders) {
        if (node instanceof ObjectNode object) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> filled.set(field.getKey(), fill(field.getValue(), placeholders)));
            return filled;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> filled.add(fill(element, placeholders)));
            return filled;
        }
        return node.isTextual() ? JsonNodeFactory.instance.textNode(fill(node.textValue(), placeholders)) : node;
    }
}
