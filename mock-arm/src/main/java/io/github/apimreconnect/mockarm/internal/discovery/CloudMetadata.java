package io.github.apimreconnect.mockarm.internal.discovery;

import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.contract.TokenCheck;
import java.util.List;
import java.util.Map;

/**
 * The description of a cloud at {@code /metadata/endpoints}. The resource manager and the login endpoint are the mock's
 * own; everything else is the public cloud's.
 */
final class CloudMetadata {
    static final String FIRST = "1.0";
    static final String LATEST = "latest";

    /** Not the public cloud's name, for which the Azure CLI ignores the login endpoint. */
    private static final String NAME = "MockArm";

    private static final String LIST_SINCE = "2019-05-01";
    private static final String OBJECT_SINCE = "2022-09-01";

    /** The forms of the document, which depend on the api-version. */
    private enum Form {
        /** Four endpoints. */
        ENDPOINTS,
        /** A list of clouds. */
        LIST,
        /** One cloud, with more endpoints. */
        OBJECT
    }

    private final String origin;

    CloudMetadata(String origin) {
        this.origin = origin;
    }

    Object document(String version) {
        return switch (form(version)) {
            case ENDPOINTS -> endpoints();
            case LIST -> List.of(listed());
            case OBJECT -> object();
        };
    }

    private static Form form(String version) {
        // Dates sort as text; any other text is a version that only --any-api-version takes.
        if (version.equals(FIRST) || version.compareTo(LIST_SINCE) < 0) {
            return Form.ENDPOINTS;
        }
        return version.equals(LATEST) || version.compareTo(OBJECT_SINCE) < 0 ? Form.LIST : Form.OBJECT;
    }

    private Map<String, Object> endpoints() {
        return new Json()
                .put("galleryEndpoint", "https://gallery.azure.com/")
                .put("graphEndpoint", "https://graph.windows.net/")
                .put("portalEndpoint", "https://portal.azure.com/")
                .put(
                        "authentication",
                        new Json()
                                .put("loginEndpoint", origin + "/")
                                .put("audiences", audiences())
                                .map())
                .map();
    }

    private Map<String, Object> listed() {
        return cloud(origin + "/", suffixes())
                .put("gallery", "https://gallery.azure.com/")
                .map();
    }

    private Map<String, Object> object() {
        Json suffixes = suffixes()
                .put("storageSyncEndpointSuffix", "afs.azure.net")
                .put("mhsmDns", "managedhsm.azure.net")
                .put("mysqlServerEndpoint", "mysql.database.azure.com")
                .put("postgresqlServerEndpoint", "postgres.database.azure.com")
                .put("mariadbServerEndpoint", "mariadb.database.azure.com")
                .put("synapseAnalytics", "dev.azuresynapse.net")
                .put("attestationEndpoint", "attest.azure.net");
        return cloud(origin, suffixes)
                .put("microsoftGraphResourceId", "https://graph.microsoft.com/")
                .put("appInsightsResourceId", "https://api.applicationinsights.io")
                .put("appInsightsTelemetryChannelResourceId", "https://dc.applicationinsights.azure.com/v2/track")
                .put("attestationResourceId", "https://attest.azure.net")
                .put("synapseAnalyticsResourceId", "https://dev.azuresynapse.net")
                .put("logAnalyticsResourceId", "https://api.loganalytics.io")
                .put("ossrDbmsResourceId", "https://ossrdbms-aad.database.windows.net")
                .map();
    }

    private Json cloud(String loginEndpoint, Json suffixes) {
        return new Json()
                .put("portal", "https://portal.azure.com")
                .put(
                        "authentication",
                        new Json()
                                .put("loginEndpoint", loginEndpoint)
                                .put("audiences", audiences())
                                .put("tenant", "common")
                                .put("identityProvider", "AAD")
                                .map())
                .put("media", "https://rest.media.azure.net")
                .put("graphAudience", "https://graph.windows.net/")
                .put("graph", "https://graph.windows.net/")
                .put("name", NAME)
                .put("suffixes", suffixes.map())
                .put("batch", "https://batch.core.windows.net/")
                .put("resourceManager", origin + "/")
                .put(
                        "vmImageAliasDoc",
                        "https://raw.githubusercontent.com/Azure/azure-rest-api-specs/master/arm-compute"
                                + "/quickstart-templates/aliases.json")
                .put("activeDirectoryDataLake", "https://datalake.azure.net/")
                .put("sqlManagement", "https://management.core.windows.net:8443/");
    }

    private static Json suffixes() {
        return new Json()
                .put("azureDataLakeStoreFileSystem", "azuredatalakestore.net")
                .put("acrLoginServer", "azurecr.io")
                .put("sqlServerHostname", "database.windows.net")
                .put("azureDataLakeAnalyticsCatalogAndJob", "azuredatalakeanalytics.net")
                .put("keyVaultDns", "vault.azure.net")
                .put("storage", "core.windows.net")
                .put("azureFrontDoorEndpointSuffix", "azurefd.net");
    }

    /** Those of ARM's audiences that end in a slash. */
    private static List<String> audiences() {
        return TokenCheck.AUDIENCES.stream()
                .filter(audience -> audience.endsWith("/"))
                .toList();
    }
}
