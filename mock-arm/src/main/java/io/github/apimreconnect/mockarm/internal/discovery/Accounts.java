package io.github.apimreconnect.mockarm.internal.discovery;

import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.contract.World;
import io.github.apimreconnect.mockarm.internal.token.Tokens;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tenant, which a world does not choose, and the subscriptions. */
final class Accounts {
    private static final String DOMAIN = "mock-arm.example";

    /** Listed in an open world, where any other exists as well. */
    private static final String USUAL_SUBSCRIPTION = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private final Collection<String> subscriptions;

    Accounts(World world) {
        this.subscriptions = world.open()
                ? List.of(USUAL_SUBSCRIPTION)
                : world.subscriptions().keySet();
    }

    Map<String, Object> tenants() {
        Map<String, Object> tenant = new Json()
                .put("id", "/tenants/" + Tokens.TENANT)
                .put("tenantId", Tokens.TENANT)
                .put("countryCode", "US")
                .put("displayName", "mock-arm")
                .put("domains", List.of(DOMAIN))
                .put("tenantCategory", "Home")
                .put("defaultDomain", DOMAIN)
                .put("tenantType", "AAD")
                .map();
        return new Json().put("value", List.of(tenant)).map();
    }

    Map<String, Object> subscriptions() {
        return new Json()
                .put("value", subscriptions.stream().map(Accounts::subscription).toList())
                .put(
                        "count",
                        new Json()
                                .put("type", "Total")
                                .put("value", subscriptions.size())
                                .map())
                .map();
    }

    static Map<String, Object> subscription(String asked) {
        String id = asked.toLowerCase(Locale.ROOT);
        return new Json()
                .put("id", "/subscriptions/" + id)
                .put("authorizationSource", "RoleBased")
                .put("managedByTenants", List.of())
                .put("subscriptionId", id)
                .put("tenantId", Tokens.TENANT)
                .put("displayName", "mock-arm")
                .put("state", "Enabled")
                .put(
                        "subscriptionPolicies",
                        new Json()
                                .put("locationPlacementId", "Public_2014-09-01")
                                .put("quotaId", "PayAsYouGo_2014-09-01")
                                .put("spendingLimit", "Off")
                                .map())
                .map();
    }
}
