package io.github.apimreconnect.client.command;

import com.azure.core.http.ProxyOptions;
import com.azure.core.util.Configuration;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A proxy and its exceptions. Azure Core reads the variables only with {@code -Djava.net.useSystemProxies=true}, and
 * its {@code NO_PROXY} differs from everyone else's.
 *
 * @param options the proxy; its address is already resolved, so no event loop has to do it
 * @param bypassed matches URLs that are reached directly
 */
record Proxy(ProxyOptions options, Predicate<URL> bypassed) {
    private static final List<String> VARIABLES = List.of("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY");
    private static final List<String> EXCEPTIONS = List.of("no_proxy", "NO_PROXY");

    /**
     * Returns the proxy from the JVM's own properties, such as {@code -Dhttps.proxyHost}, or else from the environment.
     * Blocks while it resolves the name of the proxy.
     *
     * @throws BadArguments if a variable does not name a proxy; the message never shows the value
     */
    static Optional<Proxy> of(Map<String, String> environment, Configuration properties) {
        ProxyOptions explicit = ProxyOptions.fromConfiguration(properties);
        if (explicit != null) {
            String hosts = explicit.getNonProxyHosts();
            Pattern direct = Pattern.compile(hosts == null ? "" : hosts, Pattern.CASE_INSENSITIVE);
            return Optional.of(
                    new Proxy(explicit, url -> direct.matcher(url.getHost()).matches()));
        }
        NoProxy direct = NoProxy.parse(first(EXCEPTIONS, environment)
                .map(name -> environment.getOrDefault(name, ""))
                .orElse(""));
        return first(VARIABLES, environment)
                .map(variable -> new Proxy(
                        options(variable, environment.getOrDefault(variable, "")),
                        url -> direct.covers(url.getHost(), port(url))));
    }

    /** Returns whether requests go through it. Plain HTTP never does: it is for this machine's managed identity. */
    boolean carries(URL url) {
        return "https".equalsIgnoreCase(url.getProtocol()) && !bypassed.test(url);
    }

    private static Optional<String> first(List<String> variables, Map<String, String> environment) {
        return variables.stream()
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .findFirst();
    }

    private static int port(URL url) {
        return url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
    }

    private static ProxyOptions options(String variable, String value) {
        URI uri = parsed(variable, value.strip());
        if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null || uri.getPort() > 65_535) {
            throw refused(variable);
        }
        InetSocketAddress address = new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
        ProxyOptions options = new ProxyOptions(ProxyOptions.Type.HTTP, address);
        String user = uri.getRawUserInfo();
        if (user != null) {
            int colon = user.indexOf(':');
            options.setCredentials(
                    decoded(variable, colon < 0 ? user : user.substring(0, colon)),
                    decoded(variable, colon < 0 ? "" : user.substring(colon + 1)));
        }
        return options;
    }

    private static URI parsed(String variable, String value) {
        try {
            return new URI(value.contains("://") ? value : "http://" + value);
        } catch (URISyntaxException e) {
            throw refused(variable);
        }
    }

    private static String decoded(String variable, String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused(variable);
        }
    }

    private static BadArguments refused(String variable) {
        return new BadArguments(
                variable
                        + " in the environment must name a proxy as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, percent-encoded");
    }
}
