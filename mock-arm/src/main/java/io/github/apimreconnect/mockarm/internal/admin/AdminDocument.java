package io.github.apimreconnect.mockarm.internal.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The OpenAPI document of the admin API itself. */
final class AdminDocument {
    private static final String RESOURCE = "/contract/admin.yaml";

    /** Read once, with the first request for it. */
    private static final byte[] SHIPPED = read();

    private AdminDocument() {}

    static byte[] shipped() {
        return SHIPPED.clone();
    }

    private static byte[] read() {
        try (InputStream in = AdminDocument.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("Missing from the class path: " + RESOURCE);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
