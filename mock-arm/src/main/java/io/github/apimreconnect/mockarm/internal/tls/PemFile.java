package io.github.apimreconnect.mockarm.internal.tls;

import io.github.apimreconnect.mockarm.internal.setting.BadSettingException;
import io.github.apimreconnect.mockarm.internal.setting.UserFile;
import java.nio.charset.StandardCharsets;
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
    List<X509Certificate> certificates() {
        return read(Pem::readCertificates);
    }

    PrivateKey key() {
        return read(Pem::readKey);
    }

    private <T> T read(Function<String, T> parser) {
        byte[] content = new UserFile(setting, path).read(UserFile.MIB);
        try {
            return parser.apply(new String(content, StandardCharsets.ISO_8859_1));
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
