package io.github.apimreconnect.mockarm.fidelity;

import static io.github.apimreconnect.mockarm.fidelity.FidelityCase.accepted;

import io.github.apimreconnect.mockarm.MockArm;
import java.util.List;

/** Valid requests. */
final class AcceptedCases {
    static final List<FidelityCase> ALL = List.of(
            accepted("accepted", "empty, `Content-Length: 0`, the headers listed above")
                    .header("Content-Length", "0")
                    .source("recorded: .NET session of 2023-03-16, api-version 2022-08-01")
                    .own("region `WESTUS`; the request id is the correlation id, as recorded in 2023 but not in 2019")
                    .by("a valid request", caller -> caller.json("{\"properties\":{\"after\":\"PT5M\"}}")),
            accepted("accepted without a body", "empty; the service waits two minutes")
                    .source("documented: the body is optional; no recording without one")
                    .by("no body, no `Content-Type`", caller -> caller),
            accepted("write counters", "subscription-writes 199, subscription-global-writes 2999")
                    .header("x-ms-ratelimit-remaining-subscription-writes", "199")
                    .header("x-ms-ratelimit-remaining-subscription-global-writes", "2999")
                    .source("quoted, 2026, other providers' POST actions; 1199 was recorded in 2023")
                    .own("that reconnect has both")
                    .on(() -> MockArm.builder().virtualClock())
                    .by("the first request", caller -> caller),
            accepted("client request id", "`x-ms-client-request-id` only where it is asked for")
                    .header("x-ms-client-request-id", "my-call")
                    .source("inferred: a recorded answer does not have it")
                    .by(
                            "`x-ms-return-client-request-id: true`",
                            caller -> caller.header("x-ms-client-request-id", "my-call")
                                    .header("x-ms-return-client-request-id", "true")));

    private AcceptedCases() {}
}
