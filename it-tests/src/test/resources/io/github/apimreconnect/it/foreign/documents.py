# Reads, with the SDK for Python, the documents in which clients look up subscriptions and the provider.
import time
from azure.core.credentials import AccessToken
from azure.mgmt.resource import ResourceManagementClient, SubscriptionClient


class AnyToken:
    def get_token(self, *scopes, **options):
        return AccessToken("any", int(time.time()) + 3600)


MOCK = "https://localhost:8443"
client = SubscriptionClient(AnyToken(), base_url=MOCK)
(tenant,) = client.tenants.list()
assert (tenant.id, tenant.tenant_category) == ("/tenants/" + tenant.tenant_id, "Home"), tenant
(listed,) = client.subscriptions.list()
assert (listed.state, listed.tenant_id) == ("Enabled", tenant.tenant_id), listed
one = client.subscriptions.get(listed.subscription_id)
assert one.as_dict() == listed.as_dict(), one
providers = ResourceManagementClient(AnyToken(), listed.subscription_id, base_url=MOCK).providers
registered = providers.get("Microsoft.ApiManagement")
assert registered.registration_state == "Registered", registered
anywhere = providers.get_at_tenant_scope("Microsoft.ApiManagement")
for provider in (registered, anywhere):
    versions = {type.resource_type: type.api_versions for type in provider.resource_types}
    assert versions["service/backends"][0] == "2025-09-01-preview", versions
print(tenant.tenant_id, one.id, sorted(versions))
