package io.github.apimreconnect.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.ProxyOptions;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.ConnectionProvider;

final class CommandTransportTest {
    @Test
    void theNameOfTheProxyIsLookedUpOnce() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Resolved already, with a name that cannot be resolved again.
            InetAddress found = InetAddress.getByAddress("no-such-proxy.invalid", new byte[] {127, 0, 0, 1});
            ProxyOptions options =
                    new ProxyOptions(ProxyOptions.Type.HTTP, new InetSocketAddress(found, listener.getLocalPort()));
            CommandTransport transport = new CommandTransport(null, Optional.of(new Proxy(options, url -> false)), 1);
            Disposable call = transport
                    .send(new HttpRequest(HttpMethod.GET, "https://management.invalid/"))
                    .subscribeOn(Schedulers.parallel())
                    .subscribe(answer -> {}, e -> {});
            listener.setSoTimeout(10_000);
            try (Socket connection = listener.accept()) {
                assertThat(connection.getInputStream().readNBytes(7)).asString().isEqualTo("CONNECT");
            } finally {
                call.dispose();
            }
        }
    }

    @Test
    void namesAreResolvedWithoutBlockingAnEventLoop() {
        assertThat(CommandTransport.direct(ConnectionProvider.newConnection(), null)
                        .configuration()
                        .resolver())
                .as("Azure Core replaces none by the JDK's")
                .isInstanceOf(DnsAddressResolverGroup.class);
    }
}
