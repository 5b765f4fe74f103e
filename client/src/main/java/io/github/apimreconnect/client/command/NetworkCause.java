package io.github.apimreconnect.client.command;

import io.netty.handler.codec.CodecException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** A network failure, found at the bottom of a chain of causes. */
sealed interface NetworkCause {
    /** The beginning of a plain HTTP response in the hex dump of Netty's message. */
    String HTTP_IN_HEX = "485454502f";

    /** Returns what happened, safe for a terminal. */
    String message();

    /** Returns what to do about it. */
    String next(Peer peer);

    /** Searches the causes: Azure Identity, MSAL and Azure Core each wrap what the layer below throws. */
    static Optional<NetworkCause> of(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && causes.size() < 50; cause = cause.getCause()) {
            causes.add(cause);
        }
        // The innermost cause is the specific one, but for a plain failure only the outermost names the host.
        Optional<NetworkCause> connection = causes.stream()
                .map(NetworkCause::disconnected)
                .flatMap(Optional::stream)
                .findFirst();
        Collections.reverse(causes);
        return causes.stream()
                .map(NetworkCause::specific)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> connection);
    }

    private static Optional<NetworkCause> specific(Throwable cause) {
        String text = text(cause);
        if (cause instanceof UnknownHostException) {
            return Optional.of(new UnknownHost(UnknownHost.in(text)));
        }
        if (cause instanceof GeneralSecurityException) {
            return Optional.of(new Untrusted(text));
        }
        if (cause instanceof NotSslRecordException) {
            return Optional.of(new NotTls(text.contains(HTTP_IN_HEX)));
        }
        if (cause instanceof SSLException) {
            return Optional.of(new NoHandshake(text));
        }
        return cause instanceof ProxyConnectException ? Optional.of(new ProxyRefused(text)) : Optional.empty();
    }

    private static Optional<NetworkCause> disconnected(Throwable cause) {
        return cause instanceof IOException || cause instanceof CodecException || cause instanceof TimeoutException
                ? Optional.of(new Disconnected(Disconnected.plain(text(cause))))
                : Optional.empty();
    }

    private static String text(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : Printable.of(cause.getMessage());
    }

    /** A host name that does not resolve. */
    record UnknownHost(String host) implements NetworkCause {
        /** Extracts the name from the JDK's "name" or "name: why", or Netty's "Failed to resolve 'name' ...". */
        private static String in(String message) {
            int quote = message.indexOf('\'');
            int end = message.indexOf('\'', quote + 1);
            return quote >= 0 && end > quote ? message.substring(quote + 1, end) : message.split(": ", 2)[0];
        }

        @Override
        public String message() {
            return "unknown host " + host;
        }

        @Override
        public String next(Peer peer) {
            return "check " + peer.option() + ", DNS and the proxy (HTTPS_PROXY), then try again";
        }
    }

    /** A certificate that does not chain to a trusted one, or is for another host. */
    record Untrusted(String why) implements NetworkCause {
        @Override
        public String message() {
            return why.startsWith("No X509TrustManager")
                    ? "the JVM's trust store (javax.net.ssl.trustStore) cannot be read"
                    : "the server's certificate is not trusted: " + why;
        }

        @Override
        public String next(Peer peer) {
            return "check " + peer.option() + ", and name the certificate authority with --ca if you trust it";
        }
    }

    /** Something other than TLS, usually plain HTTP. */
    record NotTls(boolean plainHttp) implements NetworkCause {
        @Override
        public String message() {
            return "the server answered in " + (plainHttp ? "plain HTTP instead of TLS" : "something other than TLS");
        }

        @Override
        public String next(Peer peer) {
            return "check the port of " + peer.option() + ": it does not speak HTTPS";
        }
    }

    /** A failed TLS handshake. */
    record NoHandshake(String why) implements NetworkCause {
        @Override
        public String message() {
            return "TLS failed: " + why;
        }

        @Override
        public String next(Peer peer) {
            return "check " + peer.option() + " and the proxy (HTTPS_PROXY), then try again";
        }
    }

    /** A proxy that rejects the request. */
    record ProxyRefused(String why) implements NetworkCause {
        @Override
        public String message() {
            return "the proxy refused: " + why;
        }

        @Override
        public String next(Peer peer) {
            return "check the proxy (HTTPS_PROXY, NO_PROXY) and its credentials";
        }
    }

    /** A connection that failed or ended early. */
    record Disconnected(String why) implements NetworkCause {
        private static final Pattern NATIVE = Pattern.compile("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ");

        /** Removes the system call that Netty's native transport puts in front. */
        private static String plain(String message) {
            String text = NATIVE.matcher(message).replaceFirst("");
            return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
        }

        @Override
        public String message() {
            return why;
        }

        @Override
        public String next(Peer peer) {
            return "check the network, the proxy (HTTPS_PROXY) and " + peer.option() + ", then try again";
        }
    }
}
