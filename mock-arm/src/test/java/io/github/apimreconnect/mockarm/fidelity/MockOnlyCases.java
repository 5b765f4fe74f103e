package io.github.apimreconnect.mockarm.fidelity;

import static io.github.apimreconnect.mockarm.fidelity.FidelityCase.gateway;
import static io.github.apimreconnect.mockarm.fidelity.FidelityCase.mockOnly;
import static io.github.apimreconnect.mockarm.fidelity.FidelityCases.SUB;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import java.util.List;

/** The mock's other answers, listed for completeness: ARM's are unknown. */
public final class MockOnlyCases {
    public static final FidelityCase NOT_AN_ARM_PATH = gateway(
                    "not an ARM path",
                    404,
                    "MissingSubscription",
                    "The request did not have a subscription or a valid tenant level resource provider.")
            .source("inferred")
            .own("that it comes before the api-version")
            .by("`/nowhere`", caller -> caller.path("/nowhere"));

    public static final FidelityCase BODY_TOO_LARGE = mockOnly(
                    "body too large",
                    413,
                    "RequestContentTooLarge",
                    "The request content size exceeds the maximum size of '1048576' bytes.")
            .header("Connection", "close")
            .source("the limit is ARO-RP's")
            .by("more than 1 MiB", caller -> caller.json(" ".repeat(ArmRequest.MAX_BODY + 1)));

    static final List<FidelityCase> ALL = List.of(
            NOT_AN_ARM_PATH,
            BODY_TOO_LARGE,
            mockOnly("unreadable target", 400, "InvalidRequestUri", "The request URI is not percent-encoded UTF-8.")
                    .by("`%FF` in the path", caller -> caller.path(Caller.path(SUB, "rg", "svc", "%FF"))),
            mockOnly("late body", 408, "RequestTimeout", "The request did not arrive in time.")
                    .scripted("request-timeout"),
            mockOnly("long request line", 414, "RequestUriTooLong", "The request line is too long.")
                    .scripted("uri-too-long"),
            mockOnly("long headers", 431, "RequestHeadersTooLarge", "The request headers are too large.")
                    .scripted("headers-too-large"),
            mockOnly("expectation", 417, "ExpectationFailed", "The expectation cannot be met.")
                    .scripted("expectation-failed"),
            mockOnly("transfer coding", 501, "NotImplemented", "The transfer coding is not implemented.")
                    .scripted("not-implemented"),
            mockOnly("HTTP version", 505, "HttpVersionNotSupported", "The HTTP version is not supported.")
                    .scripted("version-not-supported"),
            mockOnly("not HTTP", 400, "BadRequest", "The request is not a valid HTTP/1.1 request.")
                    .scripted("bad-request"),
            mockOnly(
                            "unknown scenario",
                            400,
                            "UnknownScenario",
                            "x-mock-scenario: 'x' is not a time; write 200ms, 2s, 5m or PT2S")
                    .by("`x-mock-scenario: delay:x`", caller -> caller.header("x-mock-scenario", "delay:x")));

    private MockOnlyCases() {}
}
