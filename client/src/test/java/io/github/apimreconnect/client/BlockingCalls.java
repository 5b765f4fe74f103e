package io.github.apimreconnect.client;

import java.lang.invoke.MethodType;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Set;
import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** Registers blocking JDK calls that BlockHound does not know: name lookups, and NIO file access. */
public final class BlockingCalls implements BlockHoundIntegration {
    @Override
    public void applyTo(BlockHound.Builder builder) {
        // Below the check for literal addresses but above the cache, so that cached lookups are also caught.
        mark(builder, InetAddress.class, "getAllByName0", "getHostFromNameService", "getLocalHost");
        mark(builder, named("sun.nio.ch.FileChannelImpl"), "open", "read", "write", "force", "transferTo");
        mark(
                builder,
                named("sun.nio.fs.UnixFileSystemProvider"),
                "newByteChannel",
                "checkAccess",
                "isReadable",
                "exists",
                "newDirectoryStream");
    }

    private static void mark(BlockHound.Builder builder, Class<?> type, String... names) {
        Set<String> wanted = Set.of(names);
        Arrays.stream(type.getDeclaredMethods())
                .filter(method -> wanted.contains(method.getName()) && !method.isBridge())
                .forEach(method -> builder.markAsBlocking(
                        type.getName(),
                        method.getName(),
                        MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                                .toMethodDescriptorString()));
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
