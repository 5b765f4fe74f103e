/** A mock of the Azure Resource Manager (ARM) endpoint of API Management's "Backend - Reconnect". */
module io.github.apimreconnect.mockarm {
    requires static transitive org.jspecify;
    // The JUnit extension is for tests that have JUnit; others compile and run without it.
    requires static org.junit.jupiter.api;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.yaml;
    requires com.networknt.schema;
    requires com.nimbusds.jose.jwt;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.pkitesting;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires java.xml;
    requires org.slf4j;
    // Only the command needs it.
    requires static info.picocli;

    exports io.github.apimreconnect.mockarm;

    opens io.github.apimreconnect.mockarm.internal.command to
            info.picocli;
}
