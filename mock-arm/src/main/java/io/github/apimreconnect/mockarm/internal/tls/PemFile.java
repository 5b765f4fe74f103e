package io.github.apimreconnect.mockarm.internal.tls;

import io.github.apimreconnect.mockarm.internal.setting.BadSettingException;
import io.github.apimreconnect.mockarm.internal.setting.IoReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A file with certificates or a key. Every error names the setting and the file.
 *
 * @param setting the setting it comes from
 * @param path the file
 */
record PemFile(String setting, Path path) {
    private static final int MAX_BYTES = 1024 * 1024;

    List<X509Certificate> certificates() {
        return read(Pem::readCertificates);
    }

    PrivateKey key() {
        return read(Pem::readKey);
    }

    private <T> T read(Function<String, T> parser) {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw problem("has more than 1 MiB", null);
            }
            return parser.apply(Files.readString(path, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            String why = Files.isDirectory(path) ? "it is a folder" : IoReason.of(e);
            throw new BadSettingException(setting, " cannot be read: " + path + ": " + why, e);
        } catch (BadSettingException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw problem(String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns the keys, or throws if the private one does not belong to the public one. */
    KeyPair pair(PublicKey publicKey, PrivateKey privateKey) {
        String algorithm = switch (privateKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        try {
            byte[] probe = {1};
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(privateKey);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(probe);
            if (signature.verify(signed)) {
                return new KeyPair(publicKey, privateKey);
            }
        } catch (GeneralSecurityException e) {
            throw problem("has a key that is not the certificate's", e);
        }
        throw problem("has a key that is not the certificate's", null);
    }

    BadSettingException problem(String text, @Nullable Throwable cause) {
        return new BadSettingException(setting, ": " + path + " " + text, cause);
    }
}
