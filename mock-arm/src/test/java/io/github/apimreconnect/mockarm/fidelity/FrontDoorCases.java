package io.github.apimreconnect.mockarm.fidelity;

import static io.github.apimreconnect.mockarm.fidelity.FidelityCase.gateway;
import static io.github.apimreconnect.mockarm.fidelity.FidelityCases.OID;
import static io.github.apimreconnect.mockarm.fidelity.FidelityCases.SERVICE_ID;
import static io.github.apimreconnect.mockarm.fidelity.FidelityCases.VERSIONS;

import java.util.List;

/** ARM's refusals of api-versions, methods and roles. */
public final class FrontDoorCases {
    /** The versions of ARM's own paths. */
    private static final String OF_ARM = "2026-06-01,2025-04-01,2025-03-01,2024-10-01-preview,2024-11-01,2024-08-01,"
            + "2024-07-01,2024-06-01-preview,2024-03-01,2023-07-01,2023-07-01-preview,2023-03-01-preview,2022-12-01,"
            + "2022-11-01-preview,2022-09-01,2022-06-01,2022-05-01,2022-03-01-preview,2022-01-01,2021-04-01,2021-01-01,"
            + "2020-10-01,2020-09-01,2020-08-01,2020-07-01,2020-06-01,2020-05-01,2020-01-01,2019-11-01,2019-10-01,"
            + "2019-09-01,2019-08-01,2019-07-01,2019-06-01,2019-05-10,2019-05-01,2019-03-01,2018-11-01,2018-09-01,"
            + "2018-08-01,2018-07-01,2018-06-01,2018-05-01,2018-02-01,2018-01-01,2017-12-01,2017-08-01,2017-06-01,"
            + "2017-05-10,2017-05-01,2017-03-01,2016-09-01,2016-07-01,2016-06-01,2016-02-01,2015-11-01,2015-01-01,"
            + "2014-04-01-preview,2014-04-01,2014-01-01,2013-03-01,2014-02-26,2014-04";

    public static final FidelityCase VERSION_MISSING = gateway(
                    "api-version missing",
                    400,
                    "MissingApiVersionParameter",
                    "The api-version query parameter (?api-version=) is required for all requests.")
            .source("quoted: Azure/azure-sdk-for-go#22571, Azure/azure-dev#3914, cloudquery#6626")
            .by(
                    "no `api-version`; no token is needed",
                    caller -> caller.query("").header("Authorization", null));

    public static final FidelityCase VERSION_BAD = gateway(
                    "api-version bad",
                    400,
                    "InvalidApiVersionParameter",
                    "The api-version '2025-07-01' is invalid. The supported versions are '" + OF_ARM + "'.")
            .arm("as the mock")
            .source("quoted in 2026, for a path of a resource group")
            .by(
                    "GET `/subscriptions?api-version=2025-07-01`",
                    caller -> caller.method("GET").path("/subscriptions").query("?api-version=2025-07-01"));

    private static final FidelityCase TYPE_NOT_IN_VERSION = gateway(
                    "api-version without the type",
                    404,
                    "InvalidResourceType",
                    "The resource type 'service/backends' could not be found in the namespace 'Microsoft.ApiManagement'"
                            + " for api version '2016-10-10'. (mock-arm takes any version with --any-api-version, a list"
                            + " of your own with --api-versions.) The supported api-versions are '" + VERSIONS + "'.")
            .arm("InvalidResourceType: The resource type '<type>' could not be found in the namespace"
                    + " 'Microsoft.ApiManagement' for api version '<asked>'. The supported api-versions are '<list>'.")
            .source("quoted: Go samples for API Management, ARO-RP; not seen for reconnect")
            .own("this rather than NoRegisteredProviderFound; the sentence in brackets")
            .by("`api-version=2016-10-10`", caller -> caller.query("?api-version=2016-10-10"));

    private static final FidelityCase TYPE_NOT_IN_VERSION_OTHER_FORM = gateway(
                    "api-version without the type, in its other form",
                    400,
                    "NoRegisteredProviderFound",
                    "No registered resource provider found for location 'westus' and API version '2023-05-01-preview'"
                            + " for type 'service/backends'. The supported api-versions are '" + VERSIONS + "'.")
            .arm("NoRegisteredProviderFound: No registered resource provider found for location '<location>' and API"
                    + " version '<asked>' for type '<type>'. The supported api-versions are '<list>'.")
            .source("quoted; not seen for reconnect")
            .own("no check gives it")
            .scripted("no-registered-provider");

    public static final FidelityCase METHOD = gateway(
                    "method", 405, "MethodNotAllowed", "The requested resource does not support http method 'PUT'.")
            .header("Allow", "POST")
            .arm("The requested resource does not support http method '<method>'.")
            .source("quoted: azure-powershell's documentation, which shows no code")
            .own("code and `Allow`")
            .by("PUT", caller -> caller.method("PUT"));

    private static final FidelityCase ROLE_MISSING = gateway(
                    "role missing",
                    403,
                    "AuthorizationFailed",
                    "The client '" + OID + "' with object id '" + OID
                            + "' does not have authorization to perform action"
                            + " 'Microsoft.ApiManagement/service/backends/reconnect/action' over scope '" + SERVICE_ID
                            + "/backends/b1' or the scope is invalid. If access was recently granted, please refresh"
                            + " your credentials.")
            .arm("AuthorizationFailed: The client '<id>' with object id '<id>' does not have authorization to perform"
                    + " action '<action>' over scope '<scope>' or the scope is invalid. If access was recently granted,"
                    + " please refresh your credentials.")
            .source("quoted; the name of reconnect's action is inferred")
            .own("the action's name; no check gives it")
            .on(FidelityCases::issued)
            .by(
                    "`x-mock-scenario: authorization-failed`",
                    (mock, caller) -> caller.header("Authorization", "Bearer " + mock.token())
                            .header("x-mock-scenario", "authorization-failed"));

    static final List<FidelityCase> ALL = List.of(
            VERSION_MISSING, VERSION_BAD, TYPE_NOT_IN_VERSION, TYPE_NOT_IN_VERSION_OTHER_FORM, METHOD, ROLE_MISSING);

    private FrontDoorCases() {}
}
