package io.github.apimreconnect.mockarm.fidelity;

import static io.github.apimreconnect.mockarm.fidelity.FidelityCase.gateway;
import static io.github.apimreconnect.mockarm.fidelity.FidelityCase.service;

import java.util.List;

/** Invalid bodies. */
public final class BodyCases {
    public static final FidelityCase VALIDATION = service(
                    "validation", 400, "ValidationError", "One or more fields contain incorrect values:")
            .details("[{\"code\":\"ValidationError\",\"target\":\"properties.after\","
                    + "\"message\":\"'soon' must be an ISO 8601 duration such as PT2M.\"}]")
            .arm("ValidationError: One or more fields contain incorrect values:, with details of `code`, `target`,"
                    + " `message`")
            .source("quoted: azure-powershell's changelog")
            .own("targets and messages of the details")
            .by("`after` that is not a duration", caller -> caller.json("{\"properties\":{\"after\":\"soon\"}}"));

    public static final FidelityCase MALFORMED_JSON = gateway(
                    "malformed JSON",
                    400,
                    "InvalidRequestContent",
                    "The request content was invalid and could not be deserialized: 'Unexpected character ('p' (code"
                            + " 112)): was expecting double-quote to start field name. Path '', line 1, position 2.'.")
            .arm("InvalidRequestContent: The request content was invalid and could not be deserialized: '<problem>."
                    + " Path '..', line 1, position 586.'.")
            .source("documented; source: ARO-RP; not seen for reconnect")
            .own("the problem in the mock's parser's words; no path")
            .by("the body `{properties}`", caller -> caller.json("{properties}"));

    public static final FidelityCase MEDIA_TYPE = gateway(
                    "content type",
                    415,
                    "UnsupportedMediaType",
                    "The content media type 'text/plain' is not supported. Only 'application/json' is supported.")
            .source("documented; source: ARO-RP, ARO-HCP")
            .by("`Content-Type: text/plain`", caller -> caller.json("{}").header("Content-Type", "text/plain"));

    static final List<FidelityCase> ALL = List.of(VALIDATION, MALFORMED_JSON, MEDIA_TYPE);

    private BodyCases() {}
}
