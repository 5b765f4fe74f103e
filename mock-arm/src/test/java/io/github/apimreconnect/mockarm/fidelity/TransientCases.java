package io.github.apimreconnect.mockarm.fidelity;

import static io.github.apimreconnect.mockarm.fidelity.FidelityCase.answer;
import static io.github.apimreconnect.mockarm.fidelity.FidelityCase.gateway;
import static io.github.apimreconnect.mockarm.fidelity.FidelityCase.service;
import static io.github.apimreconnect.mockarm.fidelity.FidelityCases.GROUP_ID;
import static io.github.apimreconnect.mockarm.fidelity.FidelityCases.SERVICE_ID;

import java.util.List;

/** Conflicts, timeouts and outages. */
final class TransientCases {
    private static final String NOT_CAPTURED = "status and code documented; the text was not captured";

    static final List<FidelityCase> ALL = List.of(
            service("API Management timed out", 422, "ManagementApiRequestFailed", "Management API timed out")
                    .details("[{\"code\":\"Timeout\",\"message\":\"Request timed out\"}]")
                    .arm("ManagementApiRequestFailed: Management API timed out, with details of `Timeout`, `Request"
                            + " timed out`; also with 400, 409, 500")
                    .source("source: Azure/apiops; message quoted")
                    .own("422 only; no check gives it")
                    .scripted("management-api-timed-out"),
            service("concurrency", 409, "PessimisticConcurrencyConflict", "Operation on the API is in progress")
                    .source("quoted: Azure/apiops#379, #141")
                    .own("no check gives it")
                    .scripted("concurrency-conflict"),
            service(
                            "service being updated",
                            409,
                            "ServiceLocked",
                            "The API Service svc is transitioning at this time. Please try the request again later.")
                    .arm("ServiceLocked: ...transitioning...")
                    .source("source: a test of apiops; the text was not captured")
                    .own("the text; no check gives it")
                    .scripted("service-locked"),
            gateway(
                            "lock",
                            409,
                            "ScopeLocked",
                            "The scope '" + SERVICE_ID + "/backends/b1' cannot perform write operation because"
                                    + " following scope(s) are locked: '" + GROUP_ID + "'. Please remove the lock and"
                                    + " try again.")
                    .arm("ScopeLocked: The scope '<id>' cannot perform delete operation because following scope(s) are"
                            + " locked: '<id>'. Please remove the lock and try again.")
                    .source("quoted, for a delete: Azure/apiops#606")
                    .own("no check gives it")
                    .scripted("scope-locked"),
            gateway(
                            "gateway timeout",
                            504,
                            "GatewayTimeout",
                            "The gateway did not receive a response from 'Microsoft.ApiManagement' within the"
                                    + " specified time period.")
                    .source("quoted")
                    .own("no check gives it")
                    .scripted("gateway-timeout"),
            gateway("service failed", 500, "InternalServerError", "Encountered internal server error.")
                    .header("x-ms-failure-cause", "service")
                    .arm("InternalServerError")
                    .source(NOT_CAPTURED)
                    .own("the text; no check gives it")
                    .scripted("internal-server-error"),
            gateway(
                            "service unavailable",
                            503,
                            "ServiceUnavailable",
                            "The service is unavailable. Please try again later.")
                    .header("x-ms-failure-cause", "service")
                    .header("Retry-After", "5")
                    .arm("ServiceUnavailable")
                    .source(NOT_CAPTURED)
                    .own("the text; `Retry-After`; no check gives it")
                    .scripted("service-unavailable"),
            gateway("server timeout", 503, "ServerTimeout", "The server is busy. Please try again later.")
                    .arm("ServerTimeout")
                    .source(NOT_CAPTURED)
                    .own("the text; no check gives it")
                    .scripted("server-timeout"),
            answer(
                            "bad gateway in HTML",
                            502,
                            "`<html>Bad Gateway`",
                            "<html><head><title>502 Bad Gateway</title></head>"
                                    + "<body><h1>Bad Gateway</h1></body></html>\n")
                    .header("Content-Type", "text/html")
                    .source("quoted")
                    .own("the text; none of ARM's headers; no check gives it")
                    .scripted("bad-gateway-html"));

    private TransientCases() {}
}
