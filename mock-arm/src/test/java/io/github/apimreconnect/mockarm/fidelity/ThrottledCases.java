package io.github.apimreconnect.mockarm.fidelity;

import static io.github.apimreconnect.mockarm.fidelity.FidelityCase.gateway;
import static io.github.apimreconnect.mockarm.fidelity.FidelityCase.service;
import static io.github.apimreconnect.mockarm.fidelity.FidelityCases.OID;
import static io.github.apimreconnect.mockarm.fidelity.FidelityCases.SUB;

import java.util.List;

/** Too many requests, by ARM's count or the provider's. */
final class ThrottledCases {
    static final List<FidelityCase> ALL = List.of(
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
                    .on(() -> FidelityCases.issued().throttle("1/1"))
                    .by("`--throttle 1/1`, the second request", (mock, caller) -> {
                        caller.header("Authorization", "Bearer " + mock.token()).send();
                        return caller;
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
            gateway(
                            "provider throttles an action",
                            429,
                            "ResourceRequestsThrottled",
                            "Number of requests for action 'Microsoft.ApiManagement/service/backends/reconnect/action'"
                                    + " exceeded the limit of '50' for time interval '00:05:00'. Please try again after"
                                    + " '5' seconds.")
                    .header("x-ms-failure-cause", "service")
                    .header("Retry-After", "5")
                    .arm("ResourceRequestsThrottled: Number of requests for action 'Microsoft.Cdn/profiles/read'"
                            + " exceeded the limit of '50' for time interval '00:05:00'. Please try again after '372'"
                            + " seconds.")
                    .source("quoted: Azure/azqr#34")
                    .own("the action's name; no check gives it")
                    .scripted("resource-requests-throttled"),
            service("provider throttles", 429, "TooManyRequests", "The request is being throttled.")
                    .source("quoted: Azure/migAz#57")
                    .own("`\"details\": null`; no `Retry-After`; no check gives it")
                    .scripted("provider-throttled"));

    private ThrottledCases() {}
}
