package io.github.apimreconnect.mockarm.fidelity;

import static io.github.apimreconnect.mockarm.fidelity.FidelityCase.gateway;
import static io.github.apimreconnect.mockarm.fidelity.FidelityCase.service;
import static io.github.apimreconnect.mockarm.fidelity.FidelityCases.SERVICE_ID;
import static io.github.apimreconnect.mockarm.fidelity.FidelityCases.SUB;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Paths that name something that does not exist. */
final class MissingCases {
    private static final String WORLD = "{\"subscriptions\":{\"" + SUB
            + "\":{\"resourceGroups\":{\"rg\":{\"services\":{\"svc\":{\"backends\":[\"b1\"]}}}}}}}";
    private static final String UNKNOWN_SUB = "11111111-1111-1111-1111-111111111111";

    static final List<FidelityCase> ALL = List.of(
            gateway(
                            "subscription malformed",
                            400,
                            "InvalidSubscriptionId",
                            "The provided subscription identifier 'my-sub' is malformed or invalid.")
                    .source("quoted; source: ARO-HCP")
                    .by(
                            "a subscription that is not a UUID",
                            caller -> caller.path(Caller.path("my-sub", "rg", "svc", "b1"))),
            gateway(
                            "subscription unknown",
                            404,
                            "SubscriptionNotFound",
                            "The subscription '" + UNKNOWN_SUB + "' could not be found.")
                    .source("quoted: a live probe, Azure/azure-sdk-for-js#26968")
                    .on(MissingCases::closedWorld)
                    .by("`--world` without it", caller -> caller.path(Caller.path(UNKNOWN_SUB, "rg", "svc", "b1"))),
            gateway(
                            "resource group unknown",
                            404,
                            "ResourceGroupNotFound",
                            "Resource group 'other' could not be found.")
                    .source("quoted")
                    .on(MissingCases::closedWorld)
                    .by("`--world` without it", caller -> caller.path(Caller.path(SUB, "other", "svc", "b1"))),
            gateway(
                            "service unknown",
                            404,
                            "ResourceNotFound",
                            "The Resource 'Microsoft.ApiManagement/service/other' under resource group 'rg' was not"
                                    + " found. For more details please go to https://aka.ms/ARMResourceNotFoundFix")
                    .source("quoted, for Microsoft.Web; not seen for a parent of a backend")
                    .own("this rather than ParentResourceNotFound")
                    .on(MissingCases::closedWorld)
                    .by("`--world` without it", caller -> caller.path(Caller.path(SUB, "rg", "other", "b1"))),
            gateway(
                            "service unknown, in its other form",
                            404,
                            "ParentResourceNotFound",
                            "Failed to perform 'action' on resource(s) of type 'service/backends', because the parent"
                                    + " resource '" + SERVICE_ID + "' could not be found.")
                    .arm("ParentResourceNotFound: Failed to perform '<verb>' on resource(s) of type '<type>', because"
                            + " the parent resource '<id>' could not be found.")
                    .source("quoted, for other types")
                    .own("the verb; no check gives it")
                    .scripted("parent-not-found"),
            service("backend unknown", 404, "ResourceNotFound", "Backend not found.")
                    .header("Content-Length", "83")
                    .header("x-ms-ratelimit-remaining-subscription-writes", "199")
                    .arm("ResourceNotFound: Backend not found., with `\"details\": null`; 83 bytes")
                    .source("recorded on a GET: azure-powershell BackendCrudTest, .NET 2017 and 2019")
                    .on(MissingCases::closedWorld)
                    .by("`--world` without it", caller -> caller.path(Caller.path(SUB, "rg", "svc", "other"))));

    private MissingCases() {}

    private static MockArmBuilder closedWorld() {
        try {
            Path file = Files.createTempFile("world", ".json");
            file.toFile().deleteOnExit();
            Files.writeString(file, WORLD);
            return MockArm.builder().virtualClock().world(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
