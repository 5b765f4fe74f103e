package io.github.apimreconnect.it.live;

import static io.github.apimreconnect.it.live.LiveCase.accepted;
import static io.github.apimreconnect.it.live.LiveCase.refused;

import io.github.apimreconnect.client.BackendId;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cases, in the order they are sent. Each is either for the backend that the operator named, or for something that
 * does not exist, so no other backend can be reconnected. {@link NotSent} has the others.
 */
final class LiveCases {
    private final BackendId backend;
    private final UnknownNames unknown;
    private final RawRequest valid;

    private LiveCases(BackendId backend, UnknownNames unknown) {
        this.backend = backend;
        this.unknown = unknown;
        this.valid = RawRequest.to(backend);
    }

    static List<LiveCase> of(BackendId backend, UnknownNames unknown) {
        LiveCases cases = new LiveCases(backend, unknown);
        return Stream.of(
                        cases.acceptedOnes(),
                        cases.frontDoor(),
                        cases.tokens(),
                        cases.missing(),
                        cases.names(),
                        cases.bodies())
                .flatMap(List::stream)
                .toList();
    }

    private List<LiveCase> acceptedOnes() {
        return List.of(
                accepted("accepted", "a valid request", valid.after("\"PT5M\"")),
                accepted("accepted without a body", "no body, no `Content-Type`", valid),
                accepted("after below the minimum", "`after` of `PT3S`", valid.after("\"PT3S\"")),
                accepted(
                        "client request id",
                        "`x-ms-return-client-request-id: true`",
                        valid.header("x-ms-client-request-id", "my-call")
                                .header("x-ms-return-client-request-id", "true")));
    }

    private List<LiveCase> frontDoor() {
        return List.of(
                refused(
                        "api-version missing",
                        "no `api-version`; no token",
                        valid.query("").bearer(Bearer.NONE)),
                refused(
                        "api-version bad",
                        "GET `/subscriptions` with `api-version=2025-07-01`",
                        valid.method("GET").path("/subscriptions").apiVersion("2025-07-01")),
                refused("api-version without the type", "`api-version=2016-10-10`", valid.apiVersion("2016-10-10")),
                refused("api-version unknown", "`api-version=2001-01-01`", valid.apiVersion("2001-01-01")),
                // The documented case has PUT; a GET cannot change anything.
                refused("method", "GET", valid.method("GET")),
                refused(
                        "resource type unknown",
                        "a random name instead of `reconnect`",
                        valid.path(in(unknown.name()).replaceFirst("reconnect$", unknown.name()))),
                refused("not an ARM path", "`/nowhere`", valid.path("/nowhere")),
                refused("unreadable target", "`%FF` in the path", valid.path(in("").replace("//", "/%FF/"))));
    }

    private List<LiveCase> tokens() {
        return List.of(
                refused("no Authorization", "no `Authorization`", valid.bearer(Bearer.NONE)),
                refused("bad token", "`Authorization: Bearer any`", valid.bearer(Bearer.INVALID)),
                refused("token for another audience", "a token for a vault", valid.bearer(Bearer.OTHER_AUDIENCE)));
    }

    private List<LiveCase> missing() {
        return List.of(
                refused(
                        "subscription malformed",
                        "a subscription that is not a UUID",
                        valid.path(in("my-sub", backend.resourceGroup(), backend.service(), backend.backend()))),
                refused(
                        "subscription unknown",
                        "a random subscription",
                        valid.path(in(
                                unknown.subscription(),
                                backend.resourceGroup(),
                                backend.service(),
                                backend.backend()))),
                refused(
                        "resource group unknown",
                        "a random resource group",
                        valid.path(in(backend.subscription(), unknown.name(), backend.service(), backend.backend()))),
                refused(
                        "service unknown",
                        "a random service",
                        valid.path(in(
                                backend.subscription(), backend.resourceGroup(), unknown.name(), backend.backend()))),
                refused("backend unknown", "a random backend", valid.path(in(unknown.name()))));
    }

    private List<LiveCase> names() {
        return List.of(
                refused(
                        "service off the pattern",
                        "a random service with `_`",
                        valid.path(in(
                                backend.subscription(),
                                backend.resourceGroup(),
                                unknown.with('_'),
                                backend.backend()))),
                refused(
                        "resource group too long",
                        "a random resource group of 91 characters",
                        valid.path(in(
                                backend.subscription(), unknown.ofLength(91), backend.service(), backend.backend()))),
                refused("backend too long", "a random backend of 81 characters", valid.path(in(unknown.ofLength(81)))),
                refused(
                        "backend's name in 2018-01-01",
                        "2018-01-01, a random backend with `.`",
                        valid.path(in(unknown.with('.'))).apiVersion("2018-01-01")));
    }

    private List<LiveCase> bodies() {
        return List.of(
                refused("validation", "`after` that is not a duration", valid.after("\"soon\"")),
                refused("after is a number", "`after` of 5", valid.after("5")),
                refused("after is negative", "`after` of `-PT5M`", valid.after("\"-PT5M\"")),
                refused("malformed JSON", "the body `{properties}`", valid.json("{properties}")),
                refused(
                        "content type",
                        "`Content-Type: text/plain`",
                        valid.json("{}").header("Content-Type", "text/plain")),
                refused(
                        "error in 2017-03-01",
                        "2017-03-01, `after` that is not a duration",
                        valid.after("\"soon\"").apiVersion("2017-03-01")));
    }

    private String in(String otherBackend) {
        return in(backend.subscription(), backend.resourceGroup(), backend.service(), otherBackend);
    }

    private static String in(String subscription, String group, String service, String name) {
        return RawRequest.path(subscription, group, service, name);
    }
}
