package io.github.apimreconnect.client.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * {@code NO_PROXY}: hosts that are reached directly. {@code contoso.com}, {@code .contoso.com} and
 * {@code *.contoso.com} all mean the host and its subdomains; {@code :PORT} limits an entry to a port; {@code *} is
 * every host.
 *
 * @param entries one for each host, in lower case
 */
record NoProxy(List<String> entries) {
    static NoProxy parse(String variable) {
        return new NoProxy(Arrays.stream(variable.toLowerCase(Locale.ROOT).split("[,\\s]+", -1))
                .filter(entry -> !entry.isEmpty())
                .toList());
    }

    /** Returns whether a host, which may be an IPv6 address with or without brackets, is reached directly. */
    boolean covers(String host, int port) {
        String name = bare(host.toLowerCase(Locale.ROOT));
        return entries.stream().anyMatch(entry -> covers(entry, name, port));
    }

    private static boolean covers(String entry, String host, int port) {
        String name = entry;
        int colon = entry.lastIndexOf(':');
        boolean ipv6 = entry.indexOf(':') != colon && !entry.contains("]:");
        if (colon >= 0 && !ipv6) {
            if (!entry.substring(colon + 1).equals(Integer.toString(port))) {
                return false;
            }
            name = entry.substring(0, colon);
        }
        if (name.equals("*")) {
            return true;
        }
        String suffix =
                bare(name.startsWith("*.") ? name.substring(2) : name.startsWith(".") ? name.substring(1) : name);
        return host.equals(suffix) || host.endsWith("." + suffix);
    }

    private static String bare(String host) {
        String name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
