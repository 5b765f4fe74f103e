package io.github.apimreconnect.mockarm.internal.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The OpenAPI document of the admin API itself. */
final class AdminDocument {
    private static final String RESOURCE = "/contract/admin.yaml";

    private AdminDocument() {}

    static byte[] shipped() {
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
