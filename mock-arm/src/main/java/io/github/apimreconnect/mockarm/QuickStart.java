package io.github.apimreconnect.mockarm;

import java.security.Security;
import java.util.concurrent.CompletableFuture;

/** What makes a new process serve sooner: less to do, and the slow parts beside each other. */
@SuppressWarnings("FutureReturnValueIgnored") // who needs a part waits for its class
final class QuickStart {
    private QuickStart() {}

    /** To be called first; settings of the caller's own win. */
    static void begin() {
        // A fifth of the start, for events that nobody asked for.
        byDefault("io.netty.jfr.enabled", "false");
        // It looks for defects of this program, which whoever runs it cannot mend; the tests look for them.
        byDefault("io.netty.leakDetection.level", "disabled");
        // The trust store holds what is public: there is nothing to protect by hashing ten thousand times.
        byDefault("keystore.pkcs12.macIterationCount", "1");
        byDefault("keystore.pkcs12.certPbeIterationCount", "1");
        CompletableFuture.runAsync(Contract::shipped);
        CompletableFuture.runAsync(Loops::isNative);
        if (PendingTls.isBesideTheRest()) {
            CompletableFuture.runAsync(Tls::shared);
        }
    }

    private static void byDefault(String property, String value) {
        if (System.getProperty(property) == null && Security.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
