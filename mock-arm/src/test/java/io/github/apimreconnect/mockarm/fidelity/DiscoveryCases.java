package io.github.apimreconnect.mockarm.fidelity;

import static io.github.apimreconnect.mockarm.fidelity.FidelityCase.answer;
import static io.github.apimreconnect.mockarm.fidelity.FidelityCases.SUB;

import io.github.apimreconnect.mockarm.internal.contract.VersionsTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The documents in which clients look up endpoints, subscriptions and the resource provider. */
public final class DiscoveryCases {
    private static final String AUDIENCES =
            "\"audiences\":[\"https://management.core.windows.net/\",\"https://management.azure.com/\"]";
    private static final String OWN_ADDRESS = "its own address as the login endpoint and the resource manager";

    /** The start of all forms but the first, apart from the login endpoint. */
    private static final String CLOUD = "{\"portal\":\"https://portal.azure.com\",\"authentication\":"
            + "{\"loginEndpoint\":\"https://localhost:<port>%s\"," + AUDIENCES
            + ",\"tenant\":\"common\",\"identityProvider\":\"AAD\"},\"media\":\"https://rest.media.azure.net\","
            + "\"graphAudience\":\"https://graph.windows.net/\",\"graph\":\"https://graph.windows.net/\","
            + "\"name\":\"MockArm\",\"suffixes\":{\"azureDataLakeStoreFileSystem\":\"azuredatalakestore.net\","
            + "\"acrLoginServer\":\"azurecr.io\",\"sqlServerHostname\":\"database.windows.net\","
            + "\"azureDataLakeAnalyticsCatalogAndJob\":\"azuredatalakeanalytics.net\","
            + "\"keyVaultDns\":\"vault.azure.net\",\"storage\":\"core.windows.net\","
            + "\"azureFrontDoorEndpointSuffix\":\"azurefd.net\"%s},\"batch\":\"https://batch.core.windows.net/\","
            + "\"resourceManager\":\"https://localhost:<port>/\",\"vmImageAliasDoc\":"
            + "\"https://raw.githubusercontent.com/Azure/azure-rest-api-specs/master/arm-compute/quickstart-templates"
            + "/aliases.json\",\"activeDirectoryDataLake\":\"https://datalake.azure.net/\",\"sqlManagement\":"
            + "\"https://management.core.windows.net:8443/\",%s}";

    private static final String SUBSCRIPTION_JSON = "{\"id\":\"/subscriptions/" + SUB
            + "\",\"authorizationSource\":\"RoleBased\",\"managedByTenants\":[],\"subscriptionId\":\"" + SUB
            + "\",\"tenantId\":\"00000000-0000-0000-0000-000000000000\",\"displayName\":\"mock-arm\","
            + "\"state\":\"Enabled\",\"subscriptionPolicies\":{\"locationPlacementId\":\"Public_2014-09-01\","
            + "\"quotaId\":\"PayAsYouGo_2014-09-01\",\"spendingLimit\":\"Off\"}}";

    private static final String TYPE = "{\"resourceType\":\"%s\",\"locations\":[\"West US\"],\"apiVersions\":["
            + newestFirst() + "],\"capabilities\":\"None\"}";
    private static final String TYPES = "\"namespace\":\"Microsoft.ApiManagement\",\"resourceTypes\":["
            + TYPE.formatted("service") + "," + TYPE.formatted("service/backends") + "]";

    public static final FidelityCase ENDPOINTS = document(
                    "endpoints",
                    "{\"galleryEndpoint\":\"https://gallery.azure.com/\",\"graphEndpoint\":\"https://graph.windows.net/\","
                            + "\"portalEndpoint\":\"https://portal.azure.com/\",\"authentication\":{\"loginEndpoint\":"
                            + "\"https://localhost:<port>/\"," + AUDIENCES + "}}",
                    "/metadata/endpoints",
                    "2015-01-01")
            .arm("as the mock, for the public cloud")
            .source("quoted: Azure/azure-cli#31566, source of Terraform's go-azure-sdk")
            .own("its own address as the login endpoint");

    public static final FidelityCase CLOUDS = document(
                    "endpoints, as a list of clouds",
                    "[" + CLOUD.formatted("/", "", "\"gallery\":\"https://gallery.azure.com/\"") + "]",
                    "/metadata/endpoints",
                    "2019-05-01")
            .arm("as the mock, with each of its clouds")
            .source("quoted: Azure/azure-cli#31566, manicminer/hamilton#169, source of Terraform's go-azure-sdk")
            .own(OWN_ADDRESS + "; no other cloud; the versions with this form");

    public static final FidelityCase CLOUD_OBJECT = document(
                    "endpoints, as one cloud",
                    CLOUD.formatted(
                            "",
                            ",\"storageSyncEndpointSuffix\":\"afs.azure.net\",\"mhsmDns\":\"managedhsm.azure.net\","
                                    + "\"mysqlServerEndpoint\":\"mysql.database.azure.com\","
                                    + "\"postgresqlServerEndpoint\":\"postgres.database.azure.com\","
                                    + "\"mariadbServerEndpoint\":\"mariadb.database.azure.com\","
                                    + "\"synapseAnalytics\":\"dev.azuresynapse.net\","
                                    + "\"attestationEndpoint\":\"attest.azure.net\"",
                            "\"microsoftGraphResourceId\":\"https://graph.microsoft.com/\","
                                    + "\"appInsightsResourceId\":\"https://api.applicationinsights.io\","
                                    + "\"appInsightsTelemetryChannelResourceId\":"
                                    + "\"https://dc.applicationinsights.azure.com/v2/track\","
                                    + "\"attestationResourceId\":\"https://attest.azure.net\","
                                    + "\"synapseAnalyticsResourceId\":\"https://dev.azuresynapse.net\","
                                    + "\"logAnalyticsResourceId\":\"https://api.loganalytics.io\","
                                    + "\"ossrDbmsResourceId\":\"https://ossrdbms-aad.database.windows.net\""),
                    "/metadata/endpoints",
                    "2022-09-01")
            .arm("as the mock, for the public cloud")
            .source("quoted: Azure/azure-cli#29283, source of Terraform's go-azure-sdk")
            .own(OWN_ADDRESS + "; the versions with this form");

    public static final FidelityCase TENANTS = document(
                    "tenants",
                    "{\"value\":[{\"id\":\"/tenants/00000000-0000-0000-0000-000000000000\","
                            + "\"tenantId\":\"00000000-0000-0000-0000-000000000000\",\"countryCode\":\"US\","
                            + "\"displayName\":\"mock-arm\",\"domains\":[\"mock-arm.example\"],"
                            + "\"tenantCategory\":\"Home\",\"defaultDomain\":\"mock-arm.example\","
                            + "\"tenantType\":\"AAD\"}]}",
                    "/tenants",
                    "2022-12-01")
            .arm("the same fields, for each tenant of the caller")
            .source("documented")
            .own("the tenant");

    public static final FidelityCase SUBSCRIPTIONS = document(
                    "subscriptions",
                    "{\"value\":[" + SUBSCRIPTION_JSON + "],\"count\":{\"type\":\"Total\",\"value\":1}}",
                    "/subscriptions",
                    "2022-12-01")
            .arm("the same fields, for each subscription of the caller")
            .source("quoted, for 2020-01-01")
            .own("the subscription, unless `--world` lists others; the same fields in all versions");

    public static final FidelityCase SUBSCRIPTION = document(
                    "subscription", SUBSCRIPTION_JSON, "/subscriptions/" + SUB, "2022-12-01")
            .arm("the same fields")
            .source("documented")
            .own("the values; the same fields in all versions");

    public static final FidelityCase PROVIDER = document(
                    "resource provider", "{" + TYPES + "}", "/providers/Microsoft.ApiManagement", "2021-04-01")
            .arm("the same fields, for more types and locations")
            .source("documented")
            .own("the types");

    public static final FidelityCase PROVIDER_OF_SUBSCRIPTION = document(
                    "resource provider of a subscription",
                    "{\"id\":\"/subscriptions/" + SUB + "/providers/Microsoft.ApiManagement\"," + TYPES
                            + ",\"registrationState\":\"Registered\",\"registrationPolicy\":\"RegistrationRequired\"}",
                    "/subscriptions/" + SUB + "/providers/Microsoft.ApiManagement",
                    "2021-04-01")
            .arm("the same fields, for more types and locations")
            .source("documented")
            .own("the types; always registered");

    static final List<FidelityCase> ALL = List.of(
            ENDPOINTS, CLOUDS, CLOUD_OBJECT, TENANTS, SUBSCRIPTIONS, SUBSCRIPTION, PROVIDER, PROVIDER_OF_SUBSCRIPTION);

    private DiscoveryCases() {}

    private static FidelityCase document(String name, String body, String path, String version) {
        return answer(name, 200, "", body)
                .header("Content-Type", "application/json; charset=utf-8")
                .by(
                        "GET `" + path + "?api-version=" + version + "`",
                        caller -> caller.method("GET").path(path).query("?api-version=" + version));
    }

    private static String newestFirst() {
        List<String> versions = new ArrayList<>(VersionsTest.all());
        Collections.reverse(versions);
        return versions.stream().collect(Collectors.joining("\",\"", "\"", "\""));
    }
}
