package io.github.apimreconnect.mockarm.fidelity;

import static io.github.apimreconnect.mockarm.fidelity.FidelityCase.accepted;
import static io.github.apimreconnect.mockarm.fidelity.FidelityCase.answer;
import static io.github.apimreconnect.mockarm.fidelity.FidelityCase.service;
import static io.github.apimreconnect.mockarm.fidelity.FidelityCases.SUB;

import io.github.apimreconnect.mockarm.Caller;
import java.util.List;

/** Differences of other api-versions from 2023-05-01-preview. */
final class VersionCases {
    private static final String SPECIFIED = "source: the specification of the version";

    static final List<FidelityCase> ALL = List.of(
            accepted("backend's name in 2017-03-01", "up to 255 characters, none of `*#&+:<>?`")
                    .source(SPECIFIED)
                    .by(
                            "2017-03-01, 255 characters",
                            caller -> named(caller, "2017-03-01", SUB, "rg", "b".repeat(255))),
            answer("error in 2017-03-01", 400, "the service's `{code,message,details}`, not in `error`", """
                    {"code":"ValidationError","message":"One or more fields contain incorrect values:","details":[\
                    {"code":"ValidationError","target":"properties.after","message":"'soon' must be an ISO 8601 \
                    duration such as PT2M."}]}""")
                    .header("Content-Type", "application/json; charset=utf-8")
                    .header("x-ms-failure-cause", "service")
                    .source(SPECIFIED + "; an answer recorded in 2017 has its error nested, without its version")
                    .own("ARM's own errors are nested in this version as well")
                    .by(
                            "2017-03-01, `after` that is not a duration",
                            caller -> caller.query("?api-version=2017-03-01")
                                    .json("{\"properties\":{\"after\":\"soon\"}}")),
            service(
                            "backend's name in 2018-01-01",
                            400,
                            "ValidationError",
                            "One or more fields contain incorrect values:")
                    .details("[{\"code\":\"ValidationError\",\"target\":\"backendId\",\"message\":\"'a.b' must have 1"
                            + " to 80 characters matching (^[\\\\w]+$)|(^[\\\\w][\\\\w\\\\-]+[\\\\w]$).\"}]")
                    .arm("ValidationError, for a name off the pattern `(^[\\w]+$)|(^[\\w][\\w\\-]+[\\w]$)`")
                    .source(SPECIFIED)
                    .own("targets and messages of the details")
                    .by("2018-01-01, the backend `a.b`", caller -> named(caller, "2018-01-01", SUB, "rg", "a.b")),
            accepted(
                            "backend's name in 2018-06-01-preview and 2019-01-01",
                            "copies of the specification disagree about the pattern `^[^*#&+:<>?]+$`")
                    .source(SPECIFIED)
                    .own("the more lenient copy")
                    .by("2019-01-01, the backend `a+b`", caller -> named(caller, "2019-01-01", SUB, "rg", "a+b")),
            accepted(
                            "subscription and resource group before 2022",
                            "by the specification, which takes any text; not recorded, and for other providers ARM is"
                                    + " quoted as refusing such a subscription")
                    .source(SPECIFIED + ", 2017-03-01 to 2021-12-01-preview")
                    .own("the specification's word")
                    .by(
                            "2021-08-01, the subscription `my-sub`, a group of 91 characters",
                            caller -> named(caller, "2021-08-01", "my-sub", "g".repeat(91), "b1")),
            accepted("subscription in 2022", "by the specification, which takes any text; not recorded")
                    .source(SPECIFIED + ", 2022-04-01-preview to 2022-09-01-preview")
                    .own("the specification's word")
                    .by(
                            "2022-08-01, the subscription `my-sub`",
                            caller -> named(caller, "2022-08-01", "my-sub", "rg", "b1")),
            accepted("subscription in 2025-09-01-preview", "copies of the specification disagree about the format UUID")
                    .source(SPECIFIED)
                    .own("the more lenient copy")
                    .by(
                            "2025-09-01-preview, the subscription `my-sub`",
                            caller -> named(caller, "2025-09-01-preview", "my-sub", "rg", "b1")));

    private VersionCases() {}

    private static Caller named(Caller caller, String version, String subscription, String group, String backend) {
        return caller.query("?api-version=" + version).path(Caller.path(subscription, group, "svc", backend));
    }
}
