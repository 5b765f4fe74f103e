package io.github.apimreconnect.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.resolver.dns.DnsAddressResolverGroup;
import org.junit.jupiter.api.Test;

final class CommandTransportTest {
    @Test
    void namesAreResolvedWithoutBlockingAnEventLoop() {
        assertThat(CommandTransport.direct(null).configuration().resolver())
                .as("Azure Core replaces none by the JDK's")
                .isInstanceOf(DnsAddressResolverGroup.class);
    }
}
