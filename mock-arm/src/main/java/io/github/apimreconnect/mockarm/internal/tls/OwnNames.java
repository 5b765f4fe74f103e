package io.github.apimreconnect.mockarm.internal.tls;

import io.github.apimreconnect.mockarm.internal.setting.BadSettingException;
import io.netty.util.NetUtil;
import java.net.IDN;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names and addresses by which clients reach the mock.
 *
 * @param host the address it binds, or null for both loopback addresses
 * @param hosts its public names and addresses, in lower case, IPv6 in its shortest form without brackets
 */
public record OwnNames(@Nullable String host, List<String> hosts) {
    /** The names of a mock that is on this machine only. */
    public static final OwnNames LOOPBACK = new OwnNames(null, List.of());

    private static final String LOCALHOST = "localhost";
    private static final Set<String> LOOPBACK_NAMES = Set.of(LOCALHOST, "127.0.0.1", "::1");
    private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");
    /** With underscores, which Compose puts into the names of services. */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?");
    /** A last label that makes a URL's host an IPv4 address, valid or not. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

    private static final int MAX_NAME = 253;

    /** Returns the names of a mock; throws if a public one is not a name or an address. */
    public static OwnNames of(@Nullable String host, List<String> publicHosts) {
        return new OwnNames(
                host, publicHosts.stream().map(OwnNames::checked).distinct().toList());
    }

    private static String checked(String name) {
        String own = canonical(name.strip());
        if (own == null || !(NetUtil.isValidIpV4Address(own) || own.indexOf(':') >= 0 || isName(own))) {
            throw new BadSettingException(
                    "publicHost", " must be a host name or an address, without scheme or port, but was '" + name + "'");
        }
        return own;
    }

    private static boolean isName(String name) {
        return name.length() <= MAX_NAME
                && !NUMBER.matcher(name.substring(name.lastIndexOf('.') + 1)).matches()
                && List.of(name.split("\\.", -1)).stream()
                        .allMatch(label -> LABEL.matcher(label).matches());
    }

    /** Returns a name or an address in the form that is compared, or null if it cannot be either. */
    private static @Nullable String canonical(String name) {
        boolean brackets = name.startsWith("[") && name.endsWith("]");
        String plain = brackets ? name.substring(1, name.length() - 1) : name;
        if (plain.indexOf(':') >= 0) {
            byte[] address = plain.indexOf('%') < 0 ? NetUtil.createByteArrayFromIpAddressString(plain) : null;
            return address == null ? null : NetUtil.bytesToIpAddress(address);
        }
        try {
            return brackets ? null : IDN.toASCII(plain).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Returns whether a host, as in a {@code Host} or {@code Origin} header, is the mock. */
    public boolean has(String name) {
        if (LOCALHOST.equals(name) || LOCALHOST.equalsIgnoreCase(name)) {
            return true;
        }
        String asked = canonical(name);
        return asked != null && (LOOPBACK_NAMES.contains(asked) || hosts.contains(asked) || asked.equals(bound()));
    }

    /** Returns the names and addresses of the certificate: those of the loopback come first. */
    public Set<String> all() {
        Set<String> all = new LinkedHashSet<>(List.of(LOCALHOST, "127.0.0.1", "::1"));
        String bound = bound();
        if (bound != null && !WILDCARDS.contains(bound)) {
            all.add(bound);
        }
        all.addAll(hosts);
        return all;
    }

    /** Returns the address it binds, without the zone of a link-local one, or null. */
    private @Nullable String bound() {
        int zone = host == null ? -1 : host.indexOf('%');
        return host == null ? null : canonical(zone < 0 ? host : host.substring(0, zone));
    }

    /** Returns what the mock calls itself at a port: its first public name, the address it binds, or localhost. */
    public String origin(int port) {
        String bound = host == null || WILDCARDS.contains(host) ? LOCALHOST : host;
        String name = hosts.isEmpty() ? bound : hosts.get(0);
        return "https://" + (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + port;
    }

    /**
     * Returns what the mock calls itself to a client that reached it by a host and a port. Its own name is echoed
     * with its port, since that may be mapped to another one; to any other name, it is {@link #origin(int)}.
     *
     * @param authority the host and port, see {@code ArmRequest.authority()}, or null
     * @param port the port that the mock listens on
     * @param encrypted whether the client uses TLS
     */
    public String origin(@Nullable String authority, int port, boolean encrypted) {
        HostHeader asked = authority == null ? null : HostHeader.parse(authority);
        if (asked == null || !has(asked.name())) {
            return origin(port);
        }
        // The port of plain HTTP also speaks TLS.
        String mapped = asked.port() >= 0 ? ":" + asked.port() : encrypted ? "" : ":80";
        return "https://" + asked.name() + mapped;
    }
}
