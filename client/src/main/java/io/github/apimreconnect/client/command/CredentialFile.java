package io.github.apimreconnect.client.command;

import java.io.FileNotFoundException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** A credential's file, such as a certificate, that cannot be read: an IOException but not a network failure. */
final class CredentialFile {
    private static final int MOST_CAUSES = 50;

    private CredentialFile() {}

    /** Returns what is wrong with a file, or empty for any other failure. */
    static Optional<String> problem(Throwable failure) {
        boolean tls = false;
        int count = 0;
        for (Throwable cause = failure; cause != null && count < MOST_CAUSES; cause = cause.getCause(), count++) {
            tls |= cause instanceof SSLException;
            if (!tls && (cause instanceof FileSystemException || cause instanceof FileNotFoundException)) {
                return Optional.of("a file cannot be read: " + text(cause));
            }
            // Below an SSLException it is about the server's certificate.
            if (!tls && cause instanceof GeneralSecurityException) {
                return Optional.of("a certificate or key cannot be used: " + text(cause));
            }
        }
        return Optional.empty();
    }

    private static String text(Throwable cause) {
        return Printable.of(
                cause instanceof NoSuchFileException
                        ? cause.getMessage() + " does not exist"
                        : String.valueOf(cause.getMessage()));
    }
}
