package io.github.apimreconnect.mockarm.internal.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.VisibleText;
import io.github.apimreconnect.mockarm.internal.contract.Contract;
import io.github.apimreconnect.mockarm.internal.contract.VersionRules;
import io.github.apimreconnect.mockarm.internal.reply.ArmHeaders;
import io.github.apimreconnect.mockarm.internal.reply.Header;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A canned answer, read from a file or an inline step.
 *
 * @param name the name, which is the file's
 * @param about when the service returns it
 * @param source the source for that
 * @param status the HTTP status
 * @param arm whether it has ARM's headers
 * @param headers its own headers with placeholders, including {@code Content-Type} if it has a body
 * @param json the body with placeholders, or null
 * @param text the body in another format, without placeholders, or null
 */
public record CannedAnswer(
        String name,
        String about,
        String source,
        int status,
        boolean arm,
        Map<String, String> headers,
        @Nullable JsonNode json,
        @Nullable String text) {
    public static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Za-z]+)}}");

    private static final String FAILURE_CAUSE = "x-ms-failure-cause";
    /** A user's own can be of any length. */
    private static final int MAX_CODE = 200;

    private static final byte[] EMPTY = new byte[0];

    /** Returns the reply to a request; values set by a check take precedence over those of the request. */
    public Reply reply(ArmHeaders stamp, ArmRequest request, Map<String, String> values) {
        return reply(stamp, request, values, error -> {});
    }

    public Reply reply(ArmHeaders stamp, ArmRequest request, Map<String, String> values, Consumer<ObjectNode> change) {
        Placeholders placeholders = new Placeholders(request, values);
        List<Header> own = new ArrayList<>();
        headers.forEach((name, value) -> own.add(new Header(name, filledHeader(value, placeholders))));
        @Nullable ArmHeaders stamped = arm ? stamp : null;
        byte[] body = EMPTY;
        String code = null;
        if (json != null) {
            JsonNode filled = fill(json, placeholders);
            if (filled instanceof ObjectNode object && object.get("error") instanceof ObjectNode error) {
                change.accept(error);
                code = code(error);
                filled = isOfService() && !rules(request).nestedErrors() ? error : filled;
            }
            body = Reply.json(status, null, filled).body();
        } else if (text != null) {
            body = text.getBytes(StandardCharsets.UTF_8);
        }
        return new Reply(status, stamped, List.copyOf(own), body, false, code).echoing(request);
    }

    private static @Nullable String code(ObjectNode error) {
        String code = error.path("code").textValue();
        return code == null ? null : VisibleText.shortened(code, MAX_CODE);
    }

    /** Adds the counts of writes left if the reply is from the service itself, rather than from ARM in front of it. */
    public Reply counted(Reply reply, Header @Nullable [] counters) {
        return counters == null || !isOfService() ? reply : reply.with(counters);
    }

    private boolean isOfService() {
        return "service".equals(headers.get(FAILURE_CAUSE));
    }

    private static VersionRules rules(ArmRequest request) {
        return Contract.shipped().rules(request.queryParameter("api-version"));
    }

    /** Fills a header. The file's text was checked when it was read; what a caller sent was not. */
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

    /** Returns a copy of the tree with its strings filled, so that no value can break out of its string. */
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
