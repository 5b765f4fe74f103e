package io.github.apimreconnect.mockarm.internal.command;

import io.github.apimreconnect.mockarm.internal.connection.Loops;
import io.github.apimreconnect.mockarm.internal.contract.Contract;
import io.github.apimreconnect.mockarm.internal.tls.OwnNames;
import io.github.apimreconnect.mockarm.internal.tls.PendingTls;
import io.github.apimreconnect.mockarm.internal.tls.Tls;
import java.security.Security;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Speeds up startup: does less, and runs the slow parts in parallel. */
@SuppressWarnings("FutureReturnValueIgnored") // users of a part wait for its class
final class Preload {
    private Preload() {}

    /** Must be called first; properties already set take precedence. */
    static void begin(Map<String, String> environment, String... args) {
        // Netty's JFR events take a fifth of startup.
        byDefault("io.netty.jfr.enabled", "false");
        // Leak detection finds bugs in this program, which users cannot fix; the tests enable it.
        byDefault("io.netty.leakDetection.level", "disabled");
        // The trust store is public, so ten thousand hash iterations would protect nothing.
        byDefault("keystore.pkcs12.macIterationCount", "1");
        byDefault("keystore.pkcs12.certPbeIterationCount", "1");
        // The JDK refuses handshakes with an underscore in the server's name; the mock has one certificate for all
        // names.
        byDefault("jdk.tls.server.disableExtensions", "server_name");
        CompletableFuture.runAsync(Contract::shipped);
        CompletableFuture.runAsync(Loops::isNative);
        if (PendingTls.isBesideTheRest() && usesSharedAuthority(environment, args)) {
            CompletableFuture.runAsync(() -> Tls.shared(OwnNames.LOOPBACK));
        }
    }

    /** Returns whether the mock has no certificate or authority of its own: this is called before arguments are parsed. */
    static boolean usesSharedAuthority(Map<String, String> environment, String... args) {
        return Stream.of("TLS_DIR", "TLS_CERT", "TLS_KEY")
                        .allMatch(name -> Variables.value(environment, "MOCK_ARM_" + name) == null)
                && Stream.of(args).noneMatch(arg -> arg.startsWith("--tls-"));
    }

    private static void byDefault(String property, String value) {
        if (System.getProperty(property) == null && Security.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
