package io.github.apimreconnect.mockarm;

import static io.github.apimreconnect.mockarm.FidelityCase.gateway;
import static io.github.apimreconnect.mockarm.FidelityCase.own;
import static io.github.apimreconnect.mockarm.FidelityCase.service;

import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The cases, written from what is known of ARM and not from the mock's files. Grades of a source: recorded, documented
 * (by Microsoft), source (Microsoft's code), quoted (by users), inferred.
 */
final class FidelityCases {
    private static final String SUB = Caller.SUBSCRIPTION;
    private static final String GROUP_ID = "/subscriptions/" + SUB + "/resourceGroups/rg";
    private static final String SERVICE_ID = GROUP_ID + "/providers/Microsoft.ApiManagement/service/svc";
    private static final String OID =
            UUID.nameUUIDFromBytes("mock-arm".getBytes(StandardCharsets.UTF_8)).toString();
    private static final String VERSIONS =
            "2017-03-01,2018-01-01,2018-06-01-preview,2019-01-01,2019-12-01,2019-12-01-preview,2020-06-01-preview,"
                    + "2020-12-01,2021-01-01-preview,2021-04-01-preview,2021-08-01,2021-12-01-preview,2022-04-01-preview,"
                    + "2022-08-01,2022-09-01-preview,2023-03-01-preview,2023-05-01-preview,2023-09-01-preview,2024-05-01,"
                    + "2024-06-01-preview,2024-10-01-preview,2025-03-01-preview,2025-09-01-preview";
    private static final String PUBLIC_AUDIENCES = "'https://management.core.windows.net/',"
            + "'https://management.core.windows.net','https://management.azure.com/','https://management.azure.com'";
    private static final Clock STOPPED = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private FidelityCases() {}

    private static MockArmBuilder issued() {
        return MockArm.builder().auth(Auth.ISSUED).clock(STOPPED);
    }

    static List<FidelityCase> all() {
        List<FidelityCase> all = new ArrayList<>(accepted());
        all.addAll(frontDoor());
        all.addAll(tokens());
        all.addAll(missing());
        all.addAll(body());
        all.addAll(throttled());
        all.addAll(versions());
        all.addAll(transients());
        all.addAll(ofTheMock());
        return all;
    }

    private static List<FidelityCase> accepted() {
        String recorded = "recorded: .NET session of 2023-03-16, api-version 2022-08-01";
        return List.of(
                FidelityCase.of("accepted", 202, "empty, `Content-Length: 0`, the headers listed above", "")
                        .header("Content-Length", "0")
                        .source(recorded)
                        .own("region `WESTUS`; the request id is the correlation id, as recorded in 2023 but not in"
                                + " 2019")
                        .by(
                                "a valid request",
                                (mock, caller) -> caller.json("{\"properties\":{\"after\":\"PT5M\"}}")
                                        .send()),
                FidelityCase.of("accepted without a body", 202, "empty; the service waits two minutes", "")
                        .source("documented: the body is optional; no recording without one")
                        .by("no body, no `Content-Type`", (mock, caller) -> caller.send()),
                FidelityCase.of("write counters", 202, "subscription-writes 199, subscription-global-writes 2999", "")
                        .header("x-ms-ratelimit-remaining-subscription-writes", "199")
                        .header("x-ms-ratelimit-remaining-subscription-global-writes", "2999")
                        .source("quoted, 2026, other providers' POST actions; 1199 was recorded in 2023")
                        .own("that reconnect has both")
                        .on(() -> MockArm.builder().clock(STOPPED))
                        .by("the first request", (mock, caller) -> caller.send()),
                FidelityCase.of("client request id", 202, "`x-ms-client-request-id` only where it is asked for", "")
                        .header("x-ms-client-request-id", "my-call")
                        .source("inferred: a recorded answer does not have it")
                        .by(
                                "`x-ms-return-client-request-id: true`",
                                (mock, caller) -> caller.header("x-ms-client-request-id", "my-call")
                                        .header("x-ms-return-client-request-id", "true")
                                        .send()));
    }

    private static List<FidelityCase> frontDoor() {
        return List.of(
                gateway(
                                "api-version missing",
                                400,
                                "MissingApiVersionParameter",
                                "The api-version query parameter (?api-version=) is required for all requests.")
                        .source("quoted: Azure/azure-sdk-for-go#22571, Azure/azure-dev#3914, cloudquery#6626")
                        .by(
                                "no `api-version`; no token is needed",
                                (mock, caller) -> caller.query("")
                                        .header("Authorization", null)
                                        .send()),
                gateway(
                                "api-version bad",
                                400,
                                "InvalidApiVersionParameter",
                                "The api-version '2025-07-01' is invalid. The supported versions are '" + VERSIONS
                                        + "'.")
                        .arm("InvalidApiVersionParameter: The api-version '<asked>' is invalid. The supported versions"
                                + " are '<list>'.")
                        .source("quoted, for paths of a subscription or a resource group")
                        .own("no check gives it; the list is of reconnect's versions")
                        .on(() -> MockArm.builder().anyApiVersion())
                        .by(
                                "`x-mock-scenario: invalid-api-version`",
                                (mock, caller) -> caller.query("?api-version=2025-07-01")
                                        .header("x-mock-scenario", "invalid-api-version")
                                        .send()),
                gateway(
                                "api-version without the type",
                                404,
                                "InvalidResourceType",
                                "The resource type 'service/backends' could not be found in the namespace"
                                        + " 'Microsoft.ApiManagement' for api version '2016-10-10'. (mock-arm takes any version with"
                                        + " --any-api-version, a list of your own with --api-versions.) The supported"
                                        + " api-versions are '" + VERSIONS + "'.")
                        .arm("InvalidResourceType: The resource type '<type>' could not be found in the namespace"
                                + " 'Microsoft.ApiManagement' for api version '<asked>'. The supported api-versions are"
                                + " '<list>'.")
                        .source("quoted: Go samples for API Management, ARO-RP; not seen for reconnect")
                        .own("this rather than NoRegisteredProviderFound; the sentence in brackets")
                        .by(
                                "`api-version=2016-10-10`",
                                (mock, caller) ->
                                        caller.query("?api-version=2016-10-10").send()),
                gateway(
                                "api-version without the type, in its other form",
                                400,
                                "NoRegisteredProviderFound",
                                "No registered resource provider found for location 'westus' and API version"
                                        + " '2023-05-01-preview' for type 'service/backends'. The supported"
                                        + " api-versions are '" + VERSIONS + "'.")
                        .arm(
                                "NoRegisteredProviderFound: No registered resource provider found for location '<location>'"
                                        + " and API version '<asked>' for type '<type>'. The supported api-versions are"
                                        + " '<list>'.")
                        .source("quoted; not seen for reconnect")
                        .own("no check gives it")
                        .scripted("no-registered-provider"),
                gateway("method", 405, "MethodNotAllowed", "The requested resource does not support http method 'PUT'.")
                        .header("Allow", "POST")
                        .arm("The requested resource does not support http method '<method>'.")
                        .source("quoted: azure-powershell's documentation, which shows no code")
                        .own("code and `Allow`")
                        .by("PUT", (mock, caller) -> caller.method("PUT").send()),
                gateway(
                                "role missing",
                                403,
                                "AuthorizationFailed",
                                "The client '" + OID + "' with object id '" + OID
                                        + "' does not have authorization to perform action"
                                        + " 'Microsoft.ApiManagement/service/backends/reconnect/action' over scope '"
                                        + SERVICE_ID + "/backends/b1' or the scope is invalid. If access was recently"
                                        + " granted, please refresh your credentials.")
                        .arm("AuthorizationFailed: The client '<id>' with object id '<id>' does not have authorization"
                                + " to perform action '<action>' over scope '<scope>' or the scope is invalid. If"
                                + " access was recently granted, please refresh your credentials.")
                        .source("quoted; the name of reconnect's action is inferred")
                        .own("the action's name; no check gives it")
                        .on(FidelityCases::issued)
                        .by(
                                "`x-mock-scenario: authorization-failed`",
                                (mock, caller) -> caller.header("Authorization", "Bearer " + mock.token())
                                        .header("x-mock-scenario", "authorization-failed")
                                        .send()));
    }

    private static List<FidelityCase> tokens() {
        String challenge = "Bearer authorization_uri=\"https://localhost:<port>/common\", error=\"invalid_token\", ";
        String authority = "the authority of the challenge is the mock";
        return List.of(
                gateway(
                                "no Authorization",
                                401,
                                "AuthenticationFailed",
                                "Authentication failed. The 'Authorization' header is missing.")
                        .header(
                                "WWW-Authenticate",
                                challenge
                                        + "error_description=\"The authentication failed because of missing"
                                        + " 'Authorization' header.\"")
                        .source("documented; source: aks-engine; the challenge is quoted")
                        .own(authority)
                        .by(
                                "no `Authorization`",
                                (mock, caller) ->
                                        caller.header("Authorization", null).send()),
                gateway("bad token", 401, "InvalidAuthenticationToken", "The access token is invalid.")
                        .header(
                                "WWW-Authenticate",
                                challenge + "error_description=\"The token was not issued by this mock.\"")
                        .arm("InvalidAuthenticationToken: The received access token is not valid: ...")
                        .source("quoted: Azure/azure-sdk-for-java#1714; wording inferred")
                        .own(authority + "; the challenge's description")
                        .on(FidelityCases::issued)
                        .by(
                                "`--auth issued` and another's token",
                                (mock, caller) -> caller.header("Authorization", "Bearer any")
                                        .send()),
                gateway(
                                "expired token",
                                401,
                                "ExpiredAuthenticationToken",
                                "The access token expiry UTC time '<time>' is earlier than current UTC time '<time>'.")
                        .header("WWW-Authenticate", challenge + "error_description=\"The token has expired.\"")
                        .source("quoted")
                        .own(authority + "; the challenge's description")
                        .on(FidelityCases::issued)
                        .by(
                                "`--auth issued` and an old token",
                                (mock, caller) -> caller.header(
                                                "Authorization",
                                                "Bearer "
                                                        + mock.token(
                                                                "https://management.azure.com",
                                                                Duration.ofMinutes(-10)))
                                        .send()),
                gateway(
                                "token for another audience",
                                401,
                                "InvalidAuthenticationTokenAudience",
                                "The access token has been obtained for wrong audience or resource"
                                        + " 'https://vault.azure.net'. It should exactly match with one of the allowed"
                                        + " audiences " + PUBLIC_AUDIENCES + ".")
                        .header(
                                "WWW-Authenticate",
                                challenge + "error_description=\"The token is for another audience.\"")
                        .source("quoted")
                        .own(authority + "; the challenge's description; the audiences of other clouds are taken, too")
                        .on(FidelityCases::issued)
                        .by(
                                "`--auth issued` and a token for a vault",
                                (mock, caller) -> caller.header(
                                                "Authorization",
                                                "Bearer " + mock.token("https://vault.azure.net", Duration.ofHours(1)))
                                        .send()),
                gateway("claims challenge", 401, "InvalidAuthenticationToken", "The access token has been revoked.")
                        .header(
                                "WWW-Authenticate",
                                "Bearer realm=\"\","
                                        + " authorization_uri=\"https://localhost:<port>/common/oauth2/authorize\","
                                        + " error=\"insufficient_claims\","
                                        + " claims=\"eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIwIn19fQ==\"")
                        .arm("InvalidAuthenticationToken, with `WWW-Authenticate: Bearer realm=\"\","
                                + " authorization_uri=..., error=\"insufficient_claims\", claims=\"<base64>\"`")
                        .source("documented; source: tests of Azure SDKs")
                        .own("message; " + authority + "; that the claims ask for `nbf`")
                        .on(FidelityCases::issued)
                        .by("`--auth issued` and `DELETE /_mock/tokens`", (mock, caller) -> {
                            String token = mock.token();
                            mock.revokeTokens();
                            return caller.header("Authorization", "Bearer " + token)
                                    .send();
                        }));
    }

    private static List<FidelityCase> missing() {
        return List.of(
                gateway(
                                "subscription malformed",
                                400,
                                "InvalidSubscriptionId",
                                "The provided subscription identifier 'my-sub' is malformed or invalid.")
                        .source("quoted; source: ARO-HCP")
                        .by(
                                "a subscription that is no UUID",
                                (mock, caller) -> caller.path(Caller.path("my-sub", "rg", "svc", "b1"))
                                        .send()),
                gateway(
                                "subscription unknown",
                                404,
                                "SubscriptionNotFound",
                                "The subscription '11111111-1111-1111-1111-111111111111' could not be found.")
                        .source("quoted: a live probe, Azure/azure-sdk-for-js#26968")
                        .on(FidelityCases::closedWorld)
                        .by(
                                "`--world` without it",
                                (mock, caller) -> caller.path(
                                                Caller.path("11111111-1111-1111-1111-111111111111", "rg", "svc", "b1"))
                                        .send()),
                gateway(
                                "resource group unknown",
                                404,
                                "ResourceGroupNotFound",
                                "Resource group 'other' could not be found.")
                        .source("quoted")
                        .on(FidelityCases::closedWorld)
                        .by(
                                "`--world` without it",
                                (mock, caller) -> caller.path(Caller.path(SUB, "other", "svc", "b1"))
                                        .send()),
                gateway(
                                "service unknown",
                                404,
                                "ResourceNotFound",
                                "The Resource 'Microsoft.ApiManagement/service/other' under resource group 'rg' was not"
                                        + " found. For more details please go to"
                                        + " https://aka.ms/ARMResourceNotFoundFix")
                        .source("quoted, for Microsoft.Web; not seen for a parent of a backend")
                        .own("this rather than ParentResourceNotFound")
                        .on(FidelityCases::closedWorld)
                        .by(
                                "`--world` without it",
                                (mock, caller) -> caller.path(Caller.path(SUB, "rg", "other", "b1"))
                                        .send()),
                gateway(
                                "service unknown, in its other form",
                                404,
                                "ParentResourceNotFound",
                                "Failed to perform 'action' on resource(s) of type 'service/backends', because the"
                                        + " parent resource '" + SERVICE_ID + "' could not be found.")
                        .arm(
                                "ParentResourceNotFound: Failed to perform '<verb>' on resource(s) of type '<type>', because"
                                        + " the parent resource '<id>' could not be found.")
                        .source("quoted, for other types")
                        .own("the verb; no check gives it")
                        .scripted("parent-not-found"),
                service("backend unknown", 404, "ResourceNotFound", "Backend not found.")
                        .header("Content-Length", "83")
                        .header("x-ms-ratelimit-remaining-subscription-writes", "199")
                        .arm("ResourceNotFound: Backend not found., with `\"details\": null`; 83 bytes")
                        .source("recorded on a GET: azure-powershell BackendCrudTest, .NET 2017 and 2019")
                        .on(FidelityCases::closedWorld)
                        .by(
                                "`--world` without it",
                                (mock, caller) -> caller.path(Caller.path(SUB, "rg", "svc", "other"))
                                        .send()));
    }

    private static List<FidelityCase> body() {
        return List.of(
                service("validation", 400, "ValidationError", "One or more fields contain incorrect values:")
                        .details("[{\"code\":\"ValidationError\",\"target\":\"properties.after\","
                                + "\"message\":\"'soon' must be an ISO 8601 duration such as PT2M.\"}]")
                        .arm("ValidationError: One or more fields contain incorrect values:, with details of `code`,"
                                + " `target`, `message`")
                        .source("quoted: azure-powershell's changelog")
                        .own("targets and messages of the details")
                        .by(
                                "`after` that is no duration",
                                (mock, caller) -> caller.json("{\"properties\":{\"after\":\"soon\"}}")
                                        .send()),
                gateway(
                                "malformed JSON",
                                400,
                                "InvalidRequestContent",
                                "The request content was invalid and could not be deserialized: 'Unexpected character"
                                        + " ('p' (code 112)): was expecting double-quote to start field name. Path '',"
                                        + " line 1, position 2.'.")
                        .arm("InvalidRequestContent: The request content was invalid and could not be deserialized:"
                                + " '<problem>. Path '..', line 1, position 586.'.")
                        .source("documented; source: ARO-RP; not seen for reconnect")
                        .own("the problem in the mock's parser's words; no path")
                        .by(
                                "the body `{properties}`",
                                (mock, caller) -> caller.json("{properties}").send()),
                gateway(
                                "content type",
                                415,
                                "UnsupportedMediaType",
                                "The content media type 'text/plain' is not supported. Only 'application/json' is"
                                        + " supported.")
                        .source("documented; source: ARO-RP, ARO-HCP")
                        .by(
                                "`Content-Type: text/plain`",
                                (mock, caller) -> caller.json("{}")
                                        .header("Content-Type", "text/plain")
                                        .send()));
    }

    private static List<FidelityCase> throttled() {
        return List.of(
                gateway(
                                "ARM throttles",
                                429,
                                "SubscriptionRequestsThrottled",
                                "Number of 'write' requests for subscription '" + SUB + "' actor '" + OID
                                        + "' exceeded. Please try again after '1' seconds.")
                        .header("Retry-After", "1")
                        .arm("SubscriptionRequestsThrottled: Number of 'read' requests for subscription '<id>' actor"
                                + " '<oid>' exceeded. Please try again after '<n>' seconds., with `Retry-After`")
                        .source("quoted, 2026, for reads; `Retry-After` documented")
                        .on(() -> issued().throttle("1/1"))
                        .by("`--throttle 1/1`, the second request", (mock, caller) -> {
                            caller.header("Authorization", "Bearer " + mock.token())
                                    .send();
                            return caller.send();
                        }),
                gateway(
                                "ARM's storage throttles",
                                429,
                                "SubscriptionRequestsThrottled",
                                "Number of requests for subscription '" + SUB + "' and operation"
                                        + " 'POST/SUBSCRIPTIONS/RESOURCEGROUPS/PROVIDERS/MICROSOFT.APIMANAGEMENT/SERVICE"
                                        + "/BACKENDS/RECONNECT' exceeded the backend storage limit. Please try again"
                                        + " after '5' seconds.")
                        .header("Retry-After", "5")
                        .arm("SubscriptionRequestsThrottled: Number of requests for subscription '<id>' and operation"
                                + " 'POST/SUBSCRIPTIONS/..' exceeded the backend storage limit. Please try again after"
                                + " '6' seconds.")
                        .source("quoted: MicrosoftDocs/azure-docs#105248")
                        .own("the operation's name; no check gives it")
                        .scripted("storage-limit"),
                FidelityCase.gateway(
                                "provider throttles an action",
                                429,
                                "ResourceRequestsThrottled",
                                "Number of requests for action 'Microsoft.ApiManagement/service/backends/reconnect"
                                        + "/action' exceeded the limit of '50' for time interval '00:05:00'. Please try"
                                        + " again after '5' seconds.")
                        .header("x-ms-failure-cause", "service")
                        .header("Retry-After", "5")
                        .arm("ResourceRequestsThrottled: Number of requests for action 'Microsoft.Cdn/profiles/read'"
                                + " exceeded the limit of '50' for time interval '00:05:00'. Please try again after"
                                + " '372' seconds.")
                        .source("quoted: Azure/azqr#34")
                        .own("the action's name; no check gives it")
                        .scripted("resource-requests-throttled"),
                service("provider throttles", 429, "TooManyRequests", "The request is being throttled.")
                        .source("quoted: Azure/migAz#57")
                        .own("`\"details\": null`; no `Retry-After`; no check gives it")
                        .scripted("provider-throttled"));
    }

    /** Where api-versions differ from 2023-05-01-preview. */
    private static List<FidelityCase> versions() {
        String specified = "source: the specification of the version";
        return List.of(
                FidelityCase.of("backend's name in 2017-03-01", 202, "up to 255 characters, none of `*#&+:<>?`", "")
                        .source(specified)
                        .by(
                                "2017-03-01, 255 characters",
                                (mock, caller) -> caller.query("?api-version=2017-03-01")
                                        .path(Caller.path(SUB, "rg", "svc", "b".repeat(255)))
                                        .send()),
                FidelityCase.of(
                                "error in 2017-03-01",
                                400,
                                "the service's `{code,message,details}`, not in `error`",
                                """
                        {"code":"ValidationError","message":"One or more fields contain incorrect values:","details":[\
                        {"code":"ValidationError","target":"properties.after","message":"'soon' must be an ISO 8601 \
                        duration such as PT2M."}]}""")
                        .header("Content-Type", "application/json; charset=utf-8")
                        .header("x-ms-failure-cause", "service")
                        .source(specified + "; an answer recorded in 2017 has its error nested, without its version")
                        .own("ARM's own errors are nested in this version as well")
                        .by(
                                "2017-03-01, `after` that is no duration",
                                (mock, caller) -> caller.query("?api-version=2017-03-01")
                                        .json("{\"properties\":{\"after\":\"soon\"}}")
                                        .send()),
                service(
                                "backend's name in 2018-01-01",
                                400,
                                "ValidationError",
                                "One or more fields contain incorrect values:")
                        .details(
                                "[{\"code\":\"ValidationError\",\"target\":\"backendId\",\"message\":\"'a.b' must have 1"
                                        + " to 80 characters matching (^[\\\\w]+$)|(^[\\\\w][\\\\w\\\\-]+[\\\\w]$).\"}]")
                        .arm("ValidationError, for a name off the pattern `(^[\\w]+$)|(^[\\w][\\w\\-]+[\\w]$)`")
                        .source(specified)
                        .own("targets and messages of the details")
                        .by(
                                "2018-01-01, the backend `a.b`",
                                (mock, caller) -> caller.query("?api-version=2018-01-01")
                                        .path(Caller.path(SUB, "rg", "svc", "a.b"))
                                        .send()),
                FidelityCase.of(
                                "backend's name in 2018-06-01-preview and 2019-01-01",
                                202,
                                "copies of the" + " specification disagree about the pattern `^[^*#&+:<>?]+$`",
                                "")
                        .source(specified)
                        .own("the more lenient copy")
                        .by(
                                "2019-01-01, the backend `a+b`",
                                (mock, caller) -> caller.query("?api-version=2019-01-01")
                                        .path(Caller.path(SUB, "rg", "svc", "a+b"))
                                        .send()),
                FidelityCase.of(
                                "subscription and resource group before 2022",
                                202,
                                "by the specification, which takes any text; not recorded, and for other providers ARM"
                                        + " is quoted as refusing such a subscription",
                                "")
                        .source(specified + ", 2017-03-01 to 2021-12-01-preview")
                        .own("the specification's word")
                        .by(
                                "2021-08-01, the subscription `my-sub`, a group of 91 characters",
                                (mock, caller) -> caller.query("?api-version=2021-08-01")
                                        .path(Caller.path("my-sub", "g".repeat(91), "svc", "b1"))
                                        .send()),
                FidelityCase.of(
                                "subscription in 2022",
                                202,
                                "by the specification, which takes any text; not recorded",
                                "")
                        .source(specified + ", 2022-04-01-preview to 2022-09-01-preview")
                        .own("the specification's word")
                        .by(
                                "2022-08-01, the subscription `my-sub`",
                                (mock, caller) -> caller.query("?api-version=2022-08-01")
                                        .path(Caller.path("my-sub", "rg", "svc", "b1"))
                                        .send()),
                FidelityCase.of(
                                "subscription in 2025-09-01-preview",
                                202,
                                "copies of the specification disagree about" + " the format UUID",
                                "")
                        .source(specified)
                        .own("the more lenient copy")
                        .by(
                                "2025-09-01-preview, the subscription `my-sub`",
                                (mock, caller) -> caller.query("?api-version=2025-09-01-preview")
                                        .path(Caller.path("my-sub", "rg", "svc", "b1"))
                                        .send()));
    }

    private static List<FidelityCase> transients() {
        String texts = "status and code documented; the text was not captured";
        return List.of(
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
                                "The scope '" + SERVICE_ID
                                        + "/backends/b1' cannot perform write operation because following scope(s) are"
                                        + " locked: '" + GROUP_ID + "'. Please remove the lock and try again.")
                        .arm("ScopeLocked: The scope '<id>' cannot perform delete operation because following scope(s)"
                                + " are locked: '<id>'. Please remove the lock and try again.")
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
                        .source(texts)
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
                        .source(texts)
                        .own("the text; `Retry-After`; no check gives it")
                        .scripted("service-unavailable"),
                gateway("server timeout", 503, "ServerTimeout", "The server is busy. Please try again later.")
                        .arm("ServerTimeout")
                        .source(texts)
                        .own("the text; no check gives it")
                        .scripted("server-timeout"),
                FidelityCase.of(
                                "bad gateway in HTML",
                                502,
                                "`<html>Bad Gateway`",
                                "<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>\n")
                        .header("Content-Type", "text/html")
                        .source("quoted")
                        .own("the text; none of ARM's headers; no check gives it")
                        .scripted("bad-gateway-html"));
    }

    /** Nothing is known of ARM here; they are listed so that nothing the mock says is missing. */
    private static List<FidelityCase> ofTheMock() {
        return List.of(
                gateway(
                                "no ARM path",
                                404,
                                "MissingSubscription",
                                "The request did not have a subscription or a valid tenant level resource provider.")
                        .source("inferred")
                        .own("that it comes before the api-version")
                        .by(
                                "`/nowhere`",
                                (mock, caller) -> caller.path("/nowhere").send()),
                FidelityCase.own(
                                "body too large",
                                413,
                                "RequestContentTooLarge",
                                "The request content size exceeds the maximum size of '1048576' bytes.")
                        .header("Connection", "close")
                        .source("the limit is ARO-RP's")
                        .by(
                                "more than 1 MiB",
                                (mock, caller) -> caller.json(" ".repeat(ArmRequest.MAX_BODY + 1))
                                        .send()),
                own("unreadable target", 400, "InvalidRequestUri", "The request URI is not percent-encoded UTF-8.")
                        .by(
                                "`%FF` in the path",
                                (mock, caller) -> caller.path(Caller.path(SUB, "rg", "svc", "%FF"))
                                        .send()),
                own("late body", 408, "RequestTimeout", "The request did not arrive in time.")
                        .scripted("request-timeout"),
                own("long request line", 414, "RequestUriTooLong", "The request line is too long.")
                        .scripted("uri-too-long"),
                own("long headers", 431, "RequestHeadersTooLarge", "The request headers are too large.")
                        .scripted("headers-too-large"),
                own("expectation", 417, "ExpectationFailed", "The expectation cannot be met.")
                        .scripted("expectation-failed"),
                own("transfer coding", 501, "NotImplemented", "The transfer coding is not implemented.")
                        .scripted("not-implemented"),
                own("HTTP version", 505, "HttpVersionNotSupported", "The HTTP version is not supported.")
                        .scripted("version-not-supported"),
                own("no HTTP", 400, "BadRequest", "The request is not a valid HTTP/1.1 request.")
                        .scripted("bad-request"),
                own(
                                "unknown scenario",
                                400,
                                "UnknownScenario",
                                "x-mock-scenario: 'x' is not a time; write 200ms, 2s, 5m or PT2S")
                        .by(
                                "`x-mock-scenario: delay:x`",
                                (mock, caller) -> caller.header("x-mock-scenario", "delay:x")
                                        .send()));
    }

    private static MockArmBuilder closedWorld() {
        try {
            Path file = Files.createTempFile("world", ".json");
            file.toFile().deleteOnExit();
            Files.writeString(
                    file,
                    "{\"subscriptions\":{\"" + SUB
                            + "\":{\"resourceGroups\":{\"rg\":{\"services\":{\"svc\":{\"backends\":[\"b1\"]}}}}}}}");
            return MockArm.builder().clock(STOPPED).world(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
