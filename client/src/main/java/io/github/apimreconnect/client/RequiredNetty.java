package io.github.apimreconnect.client;

import io.netty.util.Version;
import java.util.Optional;
import reactor.netty.http.HttpResources;

/**
 * The check that Netty is not older than Reactor Netty requires. With dependencies managed for Spring Boot 3 it can be,
 * and every call would fail with a {@code NoClassDefFoundError}.
 */
final class RequiredNetty {
    private static final String SINCE_4_2 = "io.netty.channel.MultiThreadIoEventLoopGroup";

    private RequiredNetty() {}

    /**
     * Throws if the event loops of the default transport cannot be created.
     *
     * @throws IllegalStateException with what to set
     */
    static void check() {
        try {
            Class.forName(SINCE_4_2, false, RequiredNetty.class.getClassLoader());
        } catch (ClassNotFoundException netty41) {
            checkReactorNetty();
        }
    }

    /** Reactor Netty 1.2, which Spring Boot 3.5 also has, runs on Netty 4.1. */
    private static void checkReactorNetty() {
        try {
            HttpResources.get().onClient(true);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "Reactor Netty 1.3 needs Netty 4.2, but the class path has Netty "
                            + version()
                            + "; use Spring Boot 4, or with Spring Boot 3.5 set the Maven properties"
                            + " netty.version to 4.2.18.Final and reactor-bom.version to 2025.0.7",
                    e);
        }
    }

    private static String version() {
        return Optional.ofNullable(Version.identify().get("netty-common"))
                .map(Version::artifactVersion)
                .orElse("4.1");
    }
}
