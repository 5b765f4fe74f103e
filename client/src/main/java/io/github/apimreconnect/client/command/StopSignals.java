package io.github.apimreconnect.client.command;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Handles SIGINT, SIGTERM and SIGHUP. A shutdown hook would not do: while it runs, the JVM does not act on a second
 * signal. {@code sun.misc.Signal} is the JDK's only class for it, and naming it is a warning that cannot be suppressed.
 */
final class StopSignals {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private StopSignals() {}

    /** Runs the handler on a thread of the JVM's for each signal that is not ignored, as by {@code nohup}. */
    static void handle(Runnable handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            InvocationHandler invoked = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    handler.run();
                    yield null;
                }
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "StopSignals";
            };
            Object registered =
                    Proxy.newProxyInstance(StopSignals.class.getClassLoader(), new Class<?>[] {type}, invoked);
            for (String name : NAMES) {
                handle(signal, type, name, registered);
            }
        } catch (ReflectiveOperationException e) {
            // Without jdk.unsupported a signal ends the process at once, which --resume understands.
        }
    }

    private static void handle(Class<?> signal, Class<?> type, String name, Object handler)
            throws ReflectiveOperationException {
        try {
            signal.getMethod("handle", signal, type)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
        } catch (java.lang.reflect.InvocationTargetException e) {
            // The system does not have it, or -Xrs leaves it to the system.
        }
    }
}
