/** A non-blocking client for Azure API Management's "Backend - Reconnect", and the operator's command. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"
}) // Reactor's modules are automatic: they declare names but have no descriptors
module io.github.apimreconnect.client {
    requires transitive com.azure.core;
    requires transitive com.azure.core.management;
    requires transitive org.reactivestreams;
    requires transitive reactor.core;
    requires static transitive org.jspecify;
    requires com.azure.http.netty;
    requires com.azure.json;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.datatype.jsr310;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.handler.proxy;
    requires io.netty.resolver;
    requires io.netty.transport;
    requires reactor.netty.core;
    requires reactor.netty.http;
    // For those who have it. Not transitive: javac would then require it of every consumer.
    requires static micrometer.core;
    // Only the command needs these.
    requires static com.azure.identity;
    requires static info.picocli;
    requires static me.tongfei.progressbar;

    exports io.github.apimreconnect.client;

    // Jackson writes request bodies from records.
    opens io.github.apimreconnect.client to
            com.fasterxml.jackson.databind;
    opens io.github.apimreconnect.client.command to
            info.picocli;
}
