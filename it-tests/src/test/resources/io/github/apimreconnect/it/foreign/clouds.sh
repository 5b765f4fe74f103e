# Discovery by environment variable, which reads a list of clouds, and a lookup of the provider.
export REQUESTS_CA_BUNDLE=ca.pem
export ARM_CLOUD_METADATA_URL='http://localhost:8443/metadata/endpoints?api-version=2019-05-01'
export APPSETTING_WEBSITE_SITE_NAME=mock MSI_ENDPOINT=http://localhost:8443/msi/token MSI_SECRET=any
set -e
test "$(az cloud show --query endpoints.resourceManager -o tsv)" = https://localhost:8443/
test "$(az cloud show --query endpoints.activeDirectory -o tsv)" = https://localhost:8443/
az login --identity --query '[].id' -o tsv
test "$(az provider show --namespace Microsoft.ApiManagement --query registrationState -o tsv)" = Registered
