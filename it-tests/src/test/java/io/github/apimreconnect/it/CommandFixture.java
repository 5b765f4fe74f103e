package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.MockArm;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged command, run against a mock behind a tap; {@link #close()} throws on a contract violation. */
final class CommandFixture implements AutoCloseable {
    /** The environment variables that Azure Identity reads. */
    static final Map<String, String> SIGNED_IN = Map.of(
            "AZURE_TENANT_ID", "11111111-1111-1111-1111-111111111111",
            "AZURE_CLIENT_ID", "22222222-2222-2222-2222-222222222222",
            "AZURE_CLIENT_SECRET", "a-secret");

    final MockArm mock = MockArm.builder().auth(Auth.ISSUED).start();
    final TapRelay relay;
    private final Tap tap = new Tap();
    private final Path folder;
    private final String ca;
    private boolean cut;

    CommandFixture(Path folder) throws Exception {
        this.folder = folder;
        this.relay = new TapRelay(mock.port(), tap);
        Path own = mock.writeTrustMaterial(folder);
        this.ca = Files.writeString(folder.resolve("all.pem"), relay.pem() + Files.readString(own))
                .toString();
    }

    /** Runs the command against the mock, signed in. */
    Jar.Result run(String... args) throws Exception {
        return run(SIGNED_IN, relay.endpoint(), relay.endpoint(), args);
    }

    Jar.Result run(URI endpoint, URI authority, String... args) throws Exception {
        return run(SIGNED_IN, endpoint, authority, args);
    }

    Jar.Result run(Map<String, String> environment, URI endpoint, URI authority, String... args) throws Exception {
        return plain(environment, toMock(endpoint, authority, args));
    }

    /** Runs the command with these arguments only. */
    Jar.Result plain(Map<String, String> environment, String... args) throws Exception {
        return Jar.run(Jar.COMMAND, folder, withoutProxy(environment), args);
    }

    /** Runs the command through a shell, for arguments that a JVM cannot pass on. */
    Jar.Result shell(Map<String, String> environment, String arguments) throws Exception {
        String java = String.join(" ", Jar.builder(Jar.COMMAND).command());
        return Jar.run(List.of("sh", "-c", java + " " + arguments), folder, withoutProxy(environment));
    }

    /** Declares that the test ends a process during a call, whose answer the tap may then not hear. */
    void cutsCalls() {
        cut = true;
    }

    /** Adds the options that point to the mock. */
    String[] toMock(URI endpoint, URI authority, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--endpoint", endpoint.toString()));
        all.addAll(List.of("--authority", authority.toString(), "--ca", ca));
        return all.toArray(new String[0]);
    }

    /** Returns the sign-in variables and more. */
    static Map<String, String> signedInAnd(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(SIGNED_IN);
        all.putAll(more);
        return all;
    }

    /** Unsets the proxy variables, as the test machine may be behind a proxy. */
    static Map<String, String> withoutProxy(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>();
        for (String name : List.of("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY")) {
            all.put(name, "");
        }
        all.putAll(environment);
        return all;
    }

    @Override
    public void close() {
        try (mock) {
            relay.close();
        }
        int unheard = mock.journal().entries().size() - tap.exchanges().size() - tap.skipped();
        assertThat(unheard).as("exchanges not heard").isBetween(0, cut ? Integer.MAX_VALUE : 0);
        tap.verify();
    }
}
