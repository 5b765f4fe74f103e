package io.github.apimreconnect.mockarm.internal.contract;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.CheckNames;
import io.github.apimreconnect.mockarm.internal.arm.Iso8601Duration;
import io.github.apimreconnect.mockarm.internal.arm.Utf8;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException.WrongField;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checks of the body: size, media type, JSON, schema, duration. No body at all is legal. */
final class BodyCheck {
    private static final String AFTER = "properties.after";
    /** The depth of the schema: {@code properties}, and {@code after} in it. */
    static final int LEVELS = 2;

    /** Jackson's bracketed note about a source that it does not show. */
    private static final Pattern SOURCE = Pattern.compile(" \\([^(\\[]*\\[Source:[^\\]]*]\\)");

    private final Contract contract;
    private final boolean strictDuration;

    BodyCheck(Contract contract, boolean strictDuration) {
        this.contract = contract;
        this.strictDuration = strictDuration;
    }

    /** Checks a body and returns the delay that it asks for, null for none, or throws the refusal. */
    @Nullable
    Duration check(ArmRequest request, VersionRules rules) throws RefusedException {
        size(request);
        mediaType(request);
        return content(request, rules);
    }

    @Nullable
    Duration content(ArmRequest request, VersionRules rules) throws RefusedException {
        byte[] body = request.body();
        if (body.length == 0) {
            return null;
        }
        String usual = CompactBody.after(body);
        Duration duration = usual == null ? null : Iso8601Duration.parse(usual).orElse(null);
        if (usual != null && duration != null) {
            return bounded(usual, duration, rules);
        }
        JsonNode json = json(body);
        schema(json);
        String after = json.at("/properties/after").textValue();
        // Valid, since the schema has its format.
        Duration asked = after == null ? null : Iso8601Duration.parse(after).orElse(null);
        return after == null || asked == null ? null : bounded(after, asked, rules);
    }

    static void size(ArmRequest request) throws RefusedException {
        if (request.bodyTooLarge()) {
            throw new RefusedException(CheckNames.BODY_SIZE, "content-too-large", "The body must have at most 1 MiB.");
        }
    }

    static void mediaType(ArmRequest request) throws RefusedException {
        String contentType = request.headers().get(HttpHeaderNames.CONTENT_TYPE);
        if (contentType == null && request.body().length == 0) {
            return;
        }
        int parameters = contentType == null ? -1 : contentType.indexOf(';');
        String mediaType = contentType == null
                ? ""
                : (parameters < 0 ? contentType : contentType.substring(0, parameters)).strip();
        if (!mediaType.equalsIgnoreCase("application/json")) {
            throw new RefusedException(
                            CheckNames.CONTENT_TYPE,
                            "unsupported-media-type",
                            "Send Content-Type: application/json, or no body.")
                    .where("mediaType", mediaType);
        }
    }

    private static JsonNode json(byte[] body) throws RefusedException {
        try {
            // Given bytes, Jackson also accepts UTF-16, overlong forms and lone surrogates.
            return JsonOutline.read(Utf8.decodeAll(body), LEVELS);
        } catch (Utf8.NotUtf8Exception e) {
            String problem = "The body is not UTF-8";
            throw unreadable(problem, problem, e.line(), e.column());
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String problem = SOURCE.matcher(e.getOriginalMessage()).replaceAll("");
            throw unreadable("The body is not valid JSON", problem, at.getLineNr(), at.getColumnNr());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RefusedException unreadable(String what, String problem, int line, int position) {
        return new RefusedException(
                        CheckNames.JSON,
                        "invalid-request-content",
                        what + " at line " + line + ", position " + position + ".")
                .where("problem", problem)
                .where("line", Integer.toString(line))
                .where("position", Integer.toString(position));
    }

    private void schema(JsonNode json) throws RefusedException {
        List<Error> violations = contract.violations(json);
        if (!violations.isEmpty()) {
            throw invalid(
                    CheckNames.SCHEMA,
                    violations.stream().map(BodyCheck::wrongField).toList());
        }
    }

    private Duration bounded(String after, Duration duration, VersionRules rules) throws RefusedException {
        // The mock's own choice: how the service responds to either is unknown.
        if (duration.isNegative()) {
            throw invalid(CheckNames.SCHEMA, List.of(new WrongField(AFTER, "'" + after + "' must not be negative.")));
        }
        Duration minimum = rules.documentedMinimum();
        if (strictDuration && minimum != null && duration.compareTo(minimum) < 0) {
            throw invalid(
                    CheckNames.SCHEMA,
                    List.of(new WrongField(
                            AFTER,
                            "'" + after + "' is too short. Minimum duration of the Reconnect is " + minimum
                                    + ". (Refused by --strict-duration.)")));
        }
        return duration;
    }

    private static WrongField wrongField(Error violation) {
        String path = violation.getInstanceLocation().toString();
        String field = path.isEmpty() ? "parameters" : path.substring(1).replace('/', '.');
        if (violation.getKeyword().equals("format")) {
            String value = violation.getInstanceNode().asText();
            return new WrongField(field, "'" + value + "' must be an ISO 8601 duration such as PT2M.");
        }
        String message = violation.getMessage();
        return new WrongField(field, message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1) + ".");
    }

    static RefusedException invalid(String check, List<WrongField> wrong) {
        WrongField first = wrong.get(0);
        return new RefusedException(check, "validation-error", first.field() + ": " + first.problem()).because(wrong);
    }
}
