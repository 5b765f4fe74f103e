package io.github.apimreconnect.client;

import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.PrematureChannelClosureException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Copies transport failures. Resolvers and Netty give one instance to all calls waiting for the same thing, so nothing
 * may be added to an instance that was not created for this call.
 */
final class TransportFailure {
    private TransportFailure() {}

    /** Returns a copy with the same JDK or Netty type and message, caused by the failure; other types as they are. */
    static Throwable copyOf(Throwable failure) {
        String message = failure.getMessage();
        if (failure instanceof PrematureChannelClosureException) {
            return new PrematureChannelClosureException(message, failure);
        }
        if (failure instanceof CodecException) {
            return new CodecException(message, failure);
        }
        if (failure instanceof TimeoutException) {
            return new TimeoutException(message).initCause(failure);
        }
        return failure instanceof IOException ? ioException(message, failure) : failure;
    }

    private static Throwable ioException(@Nullable String message, Throwable failure) {
        if (failure instanceof UnknownHostException) {
            return new UnknownHostException(message).initCause(failure);
        }
        if (failure instanceof ConnectException) {
            return new ConnectException(message).initCause(failure);
        }
        if (failure instanceof SocketException) {
            return new SocketException(message).initCause(failure);
        }
        if (failure instanceof SSLHandshakeException) {
            return new SSLHandshakeException(message).initCause(failure);
        }
        return failure instanceof SSLException ? new SSLException(message, failure) : new IOException(message, failure);
    }
}
