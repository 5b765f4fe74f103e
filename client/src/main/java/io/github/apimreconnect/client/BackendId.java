package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.BadArgument.badArgument;

import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Azure Resource Manager (ARM) id of one API Management backend.
 *
 * <p>Two ids are equal if they differ only in case, as ARM compares them; {@link #toString()} keeps the original case.
 * Names are rejected if the REST page of "Backend - Reconnect" rules them out or if they could change the request URL:
 * empty, {@code .} or {@code ..}, or containing {@code / \ ? # %}, a control character or an unpaired surrogate. Every
 * other character is sent percent-encoded, and length limits are left to the service.
 *
 * <pre>{@code
 * BackendId backend = BackendId.parse("/subscriptions/0f8fad5b-d9cb-469f-a165-70867728950e/resourceGroups/rg1"
 *         + "/providers/Microsoft.ApiManagement/service/apimService1/backends/proxybackend");
 * assertThat(backend.service()).isEqualTo("apimService1");
 * }</pre>
 *
 * @param subscription the subscription: a UUID, 8-4-4-4-12 hexadecimal digits
 * @param resourceGroup the name of the resource group
 * @param service the name of the API Management service: {@code ^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$}
 * @param backend the name of the backend within that service
 * @see <a href="https://learn.microsoft.com/rest/api/apimanagement/backend/reconnect">Backend - Reconnect</a>
 */
public record BackendId(String subscription, String resourceGroup, String service, String backend) {
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern SERVICE = Pattern.compile("[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?");
    private static final String SHAPE = "/subscriptions/{subscription}/resourceGroups/{resourceGroup}"
            + "/providers/Microsoft.ApiManagement/service/{service}/backends/{backend}";

    /**
     * Checks the four parts.
     *
     * @param subscription the subscription, a UUID
     * @param resourceGroup the name of the resource group
     * @param service the name of the API Management service
     * @param backend the name of the backend
     * @throws IllegalArgumentException if a part is null or invalid; the message names the part
     */
    public BackendId {
        if (!UUID.matcher(checkName("subscription", subscription)).matches()) {
            throw badArgument("subscription", "must be a UUID", subscription);
        }
        checkName("resourceGroup", resourceGroup);
        if (!SERVICE.matcher(checkName("service", service)).matches()) {
            throw badArgument("service", "must match ^" + SERVICE + "$", service);
        }
        checkName("backend", backend);
    }

    /**
     * Creates an id from its four parts.
     *
     * @param subscription the subscription, a UUID
     * @param resourceGroup the name of the resource group
     * @param service the name of the API Management service
     * @param backend the name of the backend
     * @return the id
     * @throws IllegalArgumentException if a part is null or invalid; the message names the part
     */
    public static BackendId of(String subscription, String resourceGroup, String service, String backend) {
        return new BackendId(subscription, resourceGroup, service, backend);
    }

    /**
     * Parses a pasted id, in any case, percent-encoded or not: an ARM id; the management URL of the backend or of its
     * reconnect operation in any cloud; or the Azure portal's URL of the resource,
     * {@code https://portal.azure.com/#@tenant/resource/subscriptions/.../backends/NAME}. The host, the query and the
     * portal page are ignored. The portal's list of a service's backends does not name one, so its URL is rejected.
     *
     * @param id the text, such as {@code /subscriptions/.../backends/NAME}
     * @return the id
     * @throws IllegalArgumentException if the text has another form, or a part of it is invalid
     */
    public static BackendId parse(String id) {
        if (id == null) {
            throw badArgument("id", "must be the ARM id of a backend", null);
        }
        List<String> names = PastedId.names(id);
        if (names.isEmpty()) {
            throw badArgument("id", "must look like " + SHAPE, id);
        }
        return new BackendId(
                decoded("subscription", names.get(0)),
                decoded("resourceGroup", names.get(1)),
                decoded("service", names.get(2)),
                decoded("backend", names.get(3)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BackendId id && folded().equals(id.folded());
    }

    @Override
    public int hashCode() {
        return folded().hashCode();
    }

    /** Returns the ARM id, not percent-encoded; {@link #parse(String)} accepts it. */
    @Override
    public String toString() {
        return "/subscriptions/" + subscription + "/resourceGroups/" + resourceGroup
                + "/providers/Microsoft.ApiManagement/service/" + service + "/backends/" + backend;
    }

    private String folded() {
        return toString().toLowerCase(Locale.ROOT);
    }

    private static String checkName(String field, @Nullable String name) {
        if (name == null || name.isBlank()) {
            throw badArgument(field, "must not be empty or blank", name);
        }
        if (name.equals(".") || name.equals("..")) {
            throw badArgument(field, "must not be a dot segment", name);
        }
        if (name.codePoints().anyMatch(BackendId::changesTheUrl)) {
            throw badArgument(field, "must not contain / \\ ? # %, a control character or an unpaired surrogate", name);
        }
        return name;
    }

    private static boolean changesTheUrl(int c) {
        return "/\\?#%".indexOf(c) >= 0 || Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
    }

    private static String decoded(String field, String segment) {
        try {
            return PercentEncoding.decode(segment);
        } catch (CharacterCodingException e) {
            throw badArgument(field, "must be percent-encoded UTF-8", segment);
        }
    }
}
