package io.github.apimreconnect.mockarm.internal.setting;

import io.netty.util.Version;
import java.util.Optional;

/** The error of a class path whose Netty is too old: Spring Boot 3.5 manages 4.1, and Spring Boot 4.0 an early 4.2. */
public final class OldNetty {
    private OldNetty() {}

    /**
     * Returns what to set.
     *
     * @param lacking the class, method or field that was not found
     */
    public static IllegalStateException error(LinkageError lacking) {
        return new IllegalStateException(
                "mock-arm needs a newer Netty 4.2, but the class path has Netty "
                        + version()
                        + "; use Spring Boot 4.1, or set the Maven property netty.version to 4.2.18.Final,"
                        + " and with Spring Boot 3.5 also reactor-bom.version to 2025.0.7",
                lacking);
    }

    private static String version() {
        return Optional.ofNullable(Version.identify().get("netty-common"))
                .map(Version::artifactVersion)
                .orElse("4.1");
    }
}
