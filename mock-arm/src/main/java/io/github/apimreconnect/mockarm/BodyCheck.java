package io.github.apimreconnect.mockarm;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import io.github.apimreconnect.mockarm.ArmReply.ArmError;
import io.github.apimreconnect.mockarm.ArmReply.Detail;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The checks of the body: size, media type, JSON, schema, duration. No body at all is legal. */
final class BodyCheck {
    static final Duration DOCUMENTED_MINIMUM = Duration.ofMinutes(2);

    private static final String AFTER = "properties.after";
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final Contract contract;
    private final boolean strictDuration;

    BodyCheck(Contract contract, boolean strictDuration) {
        this.contract = contract;
        this.strictDuration = strictDuration;
    }

    void check(ArmRequest request) throws RefusedException {
        size(request);
        mediaType(request);
        if (request.body().length > 0) {
            JsonNode json = json(request);
            schema(request, json);
            duration(request, json.at("/properties/after"));
        }
    }

    private static void size(ArmRequest request) throws RefusedException {
        if (request.bodyTooLarge()) {
            // The mock's own: limit, code and message are those of other Azure services.
            throw RefusedException.of(
                    request,
                    "body size",
                    "A body has 1 MiB at most.",
                    413,
                    new ArmError(
                            "RequestContentTooLarge",
                            "The request content size exceeds the maximum size of '" + ArmRequest.MAX_BODY
                                    + "' bytes."));
        }
    }

    private static void mediaType(ArmRequest request) throws RefusedException {
        String contentType = request.contentType();
        if (contentType == null && request.body().length == 0) {
            return;
        }
        String mediaType = contentType == null ? "" : contentType.split(";", 2)[0].strip();
        if (!mediaType.equalsIgnoreCase("application/json")) {
            throw RefusedException.of(
                    request,
                    "content type",
                    "Send Content-Type: application/json, or no body.",
                    415,
                    new ArmError(
                            "UnsupportedMediaType",
                            "The content media type '" + mediaType
                                    + "' is not supported. Only 'application/json' is supported."));
        }
    }

    private static JsonNode json(ArmRequest request) throws RefusedException {
        try {
            return JSON.readValue(request.body());
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
            throw unreadable(request, e.getOriginalMessage(), at);
        } catch (IOException e) {
            throw unreadable(request, String.valueOf(e.getMessage()), JsonLocation.NA);
        }
    }

    private static RefusedException unreadable(ArmRequest request, String why, JsonLocation at) {
        String place = "line " + at.getLineNr() + ", position " + at.getColumnNr();
        return RefusedException.of(
                request,
                "json",
                "The body is no JSON at " + place + ".",
                400,
                new ArmError(
                        "InvalidRequestContent",
                        "The request content was invalid and could not be deserialized: '" + why + ". Path '', " + place
                                + ".'."));
    }

    private void schema(ArmRequest request, JsonNode json) throws RefusedException {
        List<Error> violations = contract.violations(json);
        if (!violations.isEmpty()) {
            throw refused(
                    request, violations.stream().map(BodyCheck::wrongField).toList());
        }
    }

    private void duration(ArmRequest request, JsonNode after) throws RefusedException {
        Optional<Duration> duration = Optional.ofNullable(after.textValue()).flatMap(Iso8601Duration::parse);
        if (duration.isEmpty()) {
            return;
        }
        // The mock's own: it is not known what the service says to either.
        if (duration.get().isNegative()) {
            throw refused(request, List.of(wrongField(AFTER, "'" + after.textValue() + "' must not be negative.")));
        }
        if (strictDuration && duration.get().compareTo(DOCUMENTED_MINIMUM) < 0) {
            throw refused(
                    request,
                    List.of(
                            wrongField(
                                    AFTER,
                                    "'" + after.textValue()
                                            + "' is too short. Minimum duration of the Reconnect is PT2M. (Refused by --strict-duration.)")));
        }
    }

    private static RefusedException refused(ArmRequest request, List<Detail> wrong) {
        return RefusedException.of(
                request, "schema", wrong.get(0).target() + ": " + wrong.get(0).message(), 400, validation(wrong));
    }

    private static Detail wrongField(Error violation) {
        String path = violation.getInstanceLocation().toString();
        String field = path.isEmpty() ? "parameters" : path.substring(1).replace('/', '.');
        if (violation.getKeyword().equals("format")) {
            String value = violation.getInstanceNode().asText();
            return wrongField(field, "'" + value + "' must be an ISO 8601 duration such as PT2M.");
        }
        String message = violation.getMessage();
        return wrongField(field, message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1) + ".");
    }

    static Detail wrongField(String field, String message) {
        return new Detail("ValidationError", field, message);
    }

    static ArmError validation(List<Detail> wrong) {
        return new ArmError("ValidationError", "One or more fields contain incorrect values:", wrong);
    }
}
