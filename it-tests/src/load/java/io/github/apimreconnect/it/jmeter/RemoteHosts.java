package io.github.apimreconnect.it.jmeter;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.jmeter.engine.ClientJMeterEngine;
import org.apache.jmeter.rmi.RmiUtils;
import us.abstracta.jmeter.javadsl.core.engines.JmeterEnvironment;

/**
 * Asks JMeter servers elsewhere for an answer before anything is sent: JMeter itself waits for them for minutes, or forever.
 *
 * @param lookup asks one server
 * @param limit how long a server may take
 */
record RemoteHosts(Lookup lookup, Duration limit) {

    /** Throws if the server does not answer; may also not return. */
    interface Lookup {
        void find(String host) throws Exception;
    }

    /** Returns the check that looks up the engine of each server as JMeter does, also with its key. */
    static RemoteHosts ofJmeter() throws IOException {
        // Sets the properties, which JMeter reads once for all lookups.
        new JmeterEnvironment();
        try {
            new ServerSocket(0, 1, RmiUtils.getRmiHost()).close();
        } catch (IOException e) {
            throw new AssertionError(
                    "JMeter servers elsewhere need an address of this machine: set java.rmi.server.hostname ("
                            + e.getMessage() + "). Nothing was sent.",
                    e);
        }
        return new RemoteHosts(ClientJMeterEngine::new, Duration.ofSeconds(10));
    }

    /** Throws, within the limit, an error that names all servers without an answer. */
    void check(List<String> hosts) {
        Map<String, CompletableFuture<Void>> lookups = new LinkedHashMap<>();
        hosts.forEach(host -> lookups.put(host, lookup(host)));
        StringBuilder silent = new StringBuilder();
        lookups.forEach((host, answer) -> {
            try {
                answer.join();
            } catch (CompletionException e) {
                silent.append(silent.isEmpty() ? "" : ", ")
                        .append(host)
                        .append(" (")
                        .append(reason(e))
                        .append(')');
            }
        });
        if (!silent.isEmpty()) {
            throw new AssertionError("These JMeter servers do not answer: " + silent + ". Nothing was sent.");
        }
    }

    private CompletableFuture<Void> lookup(String host) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                lookup.find(host);
                answer.complete(null);
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return answer.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The innermost cause: RMI wraps the error of the socket two or three times. */
    private String reason(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof TimeoutException ? "no answer within " + limit.toMillis() + " ms" : cause.toString();
    }
}
