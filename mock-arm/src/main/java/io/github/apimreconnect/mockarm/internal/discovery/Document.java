package io.github.apimreconnect.mockarm.internal.discovery;

import io.github.apimreconnect.mockarm.internal.arm.ArmPath;
import io.github.apimreconnect.mockarm.internal.arm.ClosestPath.Template;
import io.github.apimreconnect.mockarm.internal.contract.ServedPath;
import io.github.apimreconnect.mockarm.internal.contract.ServedPath.DocumentRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents by path; keywords are case-insensitive. */
enum Document {
    /** The endpoints of the cloud; clients read it before they have a token. */
    METADATA("metadata/endpoints"),
    /** The caller's tenants. */
    TENANTS("tenants"),
    /** The caller's subscriptions. */
    SUBSCRIPTIONS("subscriptions"),
    /** One subscription. */
    SUBSCRIPTION("subscriptions/{id}"),
    /** The resource provider, for any subscription. */
    PROVIDER("providers/" + Provider.NAMESPACE),
    /** The resource provider, as registered in a subscription. */
    PROVIDER_OF_SUBSCRIPTION("subscriptions/{id}/providers/" + Provider.NAMESPACE);

    private static final String ID = "{id}";
    private static final int LONGEST = 4;
    private static final Document[] ALL = values();

    private final String path;

    Document(String path) {
        this.path = path;
    }

    /** Returns the document at a path, or null. */
    static @Nullable Document at(ArmPath path) {
        List<String> segments = path.segments();
        if (segments.size() > LONGEST) {
            return null;
        }
        for (Document document : ALL) {
            if (document.isAt(segments)) {
                return document;
            }
        }
        return null;
    }

    DocumentRules rules() {
        return this == METADATA
                ? new DocumentRules(true, ArmVersions.OF_METADATA)
                : new DocumentRules(false, ArmVersions.ALL);
    }

    ServedPath served() {
        return new ServedPath(new Template("GET", "/" + path), rules());
    }

    private boolean isAt(List<String> segments) {
        String[] expected = path.split("/", -1);
        // The Azure CLI appends "/metadata/endpoints" to an endpoint that may end in a slash.
        boolean slashes = this == METADATA
                && segments.size() > expected.length
                && segments.get(0).isEmpty();
        int first = slashes ? 1 : 0;
        if (segments.size() - first != expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            String segment = segments.get(first + i);
            boolean matches = expected[i].equals(ID) ? !segment.isEmpty() : expected[i].equalsIgnoreCase(segment);
            if (!matches) {
                return false;
            }
        }
        return true;
    }
}
