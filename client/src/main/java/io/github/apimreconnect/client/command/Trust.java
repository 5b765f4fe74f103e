package io.github.apimreconnect.client.command;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;

/** The certificates given with {@code --ca}. */
final class Trust {
    private static final int LARGEST = 1 << 20;

    private Trust() {}

    static SslContext in(Path ca) {
        byte[] pem = read(ca);
        try {
            return SslContextBuilder.forClient()
                    .trustManager(new ByteArrayInputStream(pem))
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new BadArguments("--ca must contain PEM certificates (-----BEGIN CERTIFICATE-----), but '"
                    + Printable.of(ca.toString()) + "' does not");
        }
    }

    private static byte[] read(Path ca) {
        String shown = "'" + Printable.of(ca.toString()) + "'";
        if (ca.toString().isEmpty()) {
            throw new BadArguments("--ca must name a file, but was empty");
        }
        if (Files.isDirectory(ca)) {
            throw new BadArguments("--ca must be a file, but " + shown + " is a directory");
        }
        try (InputStream in = Files.newInputStream(ca)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new BadArguments("--ca must be at most 1 MiB, but " + shown + " is larger");
            }
            return bytes;
        } catch (IOException e) {
            throw new BadArguments("--ca must be a readable file, but was " + shown);
        }
    }
}
