package io.github.apimreconnect.mockarm;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors of the mock itself, as opposed to those of callers and networks: logged once, with the stack trace. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(MockArm.class);

    private Failures() {}

    /**
     * Logs an error.
     *
     * @param what what failed, with the id of the request if there is one
     * @param cause the error; of its texts only those of the JVM are logged, since others can hold what a caller sent
     */
    static void log(String what, Throwable cause) {
        LOG.error("Internal error: {}", what, Shown.of(cause, Shown.MOST_CAUSES));
    }

    /** Whether an error at a connection is the mock's own: neither a reset nor broken TLS. */
    static boolean isInternal(Throwable cause) {
        return !(cause instanceof IOException)
                && !(cause instanceof DecoderException && cause.getCause() instanceof IOException);
    }

    /** Hands to the connection what would be lost in a timer or a future. */
    static Runnable caught(ChannelHandlerContext context, Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                context.pipeline().fireExceptionCaught(e);
            }
        };
    }

    /** An error as the log shows it: its class and where it was thrown, and the same of its causes. */
    private static final class Shown extends Throwable {
        private static final long serialVersionUID = 1L;
        /** Causes can form a ring. */
        private static final int MOST_CAUSES = 10;

        private Shown(Throwable original, @Nullable Shown cause) {
            super(text(original), cause);
            setStackTrace(original.getStackTrace());
        }

        static Shown of(Throwable original, int causes) {
            Throwable cause = original.getCause();
            return new Shown(original, cause == null || causes == 0 ? null : of(cause, causes - 1));
        }

        private static String text(Throwable original) {
            boolean madeByTheJvm = original instanceof NullPointerException
                    || original instanceof ClassCastException
                    || original instanceof IndexOutOfBoundsException
                    || original instanceof LinkageError
                    || original instanceof VirtualMachineError;
            String name = original.getClass().getName();
            return madeByTheJvm ? name + ": " + original.getMessage() : name;
        }
    }
}
