package io.github.apimreconnect.mockarm.internal;

import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.MockClock;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.connection.Timeouts;
import io.github.apimreconnect.mockarm.internal.contract.Contract;
import io.github.apimreconnect.mockarm.internal.contract.Rules;
import io.github.apimreconnect.mockarm.internal.contract.ThrottleLimit;
import io.github.apimreconnect.mockarm.internal.contract.World;
import io.github.apimreconnect.mockarm.internal.contract.WorldFile;
import io.github.apimreconnect.mockarm.internal.dispatch.CannedAnswers;
import io.github.apimreconnect.mockarm.internal.dispatch.RandomFaults;
import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import io.github.apimreconnect.mockarm.internal.setting.BadSettingException;
import io.github.apimreconnect.mockarm.internal.tls.GivenCertificate;
import io.github.apimreconnect.mockarm.internal.tls.KeptAuthority;
import io.github.apimreconnect.mockarm.internal.tls.OwnNames;
import io.github.apimreconnect.mockarm.internal.tls.PendingTls;
import io.github.apimreconnect.mockarm.internal.tls.Tls;
import io.github.apimreconnect.mockarm.internal.tls.TrustMaterial;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects settings for {@code MockArmBuilder} and the command line. Errors use the builder's setting names. */
public final class SettingsBuilder {
    private @Nullable String host;
    private List<String> publicHosts = List.of();
    private @Nullable Path tlsDir;
    private @Nullable Path tlsCert;
    private @Nullable Path tlsKey;
    private int port;
    private Auth auth = Auth.ANY;
    private @Nullable List<String> apiVersions;
    private boolean anyApiVersion;
    private boolean strictDuration;
    private ThrottleLimit throttle = ThrottleLimit.OFF;
    private int journal = 10_000;
    private Duration drainTimeout = Duration.ofMillis(500);
    private World world = World.OPEN;
    private CannedAnswers answers = CannedAnswers.shipped();
    private double faultRate;
    private List<Step> faultKinds = List.of();
    private long seed;
    private Timeouts timeouts = Timeouts.DEFAULT;
    /** Null for virtual clocks, since each mock gets its own. */
    private @Nullable Clock clock = Clock.systemUTC();

    private Consumer<Optional<TrustMaterial>> beforeOpen = trust -> {};
    private Consumer<? super RecordedRequest> onRequest = request -> {};

    public void host(String name) {
        if (given("host", name).isBlank()) {
            throw new BadSettingException("host", " must not be empty");
        }
        boolean brackets = name.startsWith("[") && name.endsWith("]");
        host = brackets ? name.substring(1, name.length() - 1) : name;
    }

    /** Sets further names and addresses of the mock. */
    public void publicHost(List<String> names) {
        publicHosts = List.copyOf(given("publicHost", names));
        OwnNames.of(null, publicHosts);
    }

    /** Sets a folder that keeps the certificate authority. */
    public void tlsDir(Path folder) {
        tlsDir = given("tlsDir", folder);
    }

    /** Sets the files of a certificate to serve instead of the mock's own. */
    public void certificate(@Nullable Path certificate, @Nullable Path key) {
        tlsCert = certificate;
        tlsKey = key;
    }

    public void port(int number) {
        port = number;
    }

    public void auth(Auth accepted) {
        auth = given("auth", accepted);
    }

    public void apiVersions(List<String> versions) {
        apiVersions = List.copyOf(given("apiVersions", versions));
    }

    public void anyApiVersion() {
        anyApiVersion = true;
    }

    public void strictDuration() {
        strictDuration = true;
    }

    public void throttle(String limit) {
        throttle = ThrottleLimit.parse(given("throttle", limit));
    }

    public void journal(int entries) {
        journal = entries;
    }

    public void drainTimeout(Duration timeout) {
        drainTimeout = given("drainTimeout", timeout);
    }

    public void world(Path file) {
        world = WorldFile.read(given("world", file));
    }

    public void scenarios(Path folder) {
        answers = CannedAnswers.with(given("scenarios", folder));
    }

    public void randomFaults(double rate, long fromSeed, List<Step> kinds) {
        faultRate = rate;
        seed = fromSeed;
        faultKinds = List.copyOf(given("faultKinds", kinds));
    }

    public void virtualClock() {
        clock = null;
    }

    public void clock(Clock real) {
        clock = real;
    }

    public void timeouts(Timeouts other) {
        timeouts = other;
    }

    public void onRequest(Consumer<? super RecordedRequest> listener) {
        onRequest = listener;
    }

    /**
     * Sets what is called before the port is bound, with what clients are to trust; empty if that is not known because
     * the folder is to get a new authority. Without a folder and a certificate, it is not called.
     */
    public void beforeOpen(Consumer<Optional<TrustMaterial>> listener) {
        beforeOpen = listener;
    }

    /** Returns the settings, or throws an exception that names the one out of range. */
    public Settings build() {
        List<String> versions =
                apiVersions != null ? apiVersions : Contract.shipped().apiVersions();
        return new Settings(
                new Settings.Address(names(), port),
                new Rules(auth, anyApiVersion ? null : versions, strictDuration, throttle, world),
                answers,
                new RandomFaults(faultRate, faultKinds, seed),
                journal,
                new Settings.Times(clock == null ? new MockClock(Instant.now()) : clock, timeouts, drainTimeout),
                onRequest);
    }

    /**
     * Opens the port of a new mock, possibly before its TLS material is ready: with a processor to spare, that is created
     * while the contract is compiled.
     */
    public ArmServer open() {
        requireKnown(host);
        // A folder gets an authority only once the port is bound.
        PendingTls tls = tlsDir == null ? PendingTls.of(tls()) : new PendingTls(tls());
        return ArmServer.open(build(), tls);
    }

    private OwnNames names() {
        return OwnNames.of(host, publicHosts);
    }

    /** Reads the files of certificates now, so that their errors come before the port is bound. */
    private Supplier<Tls> tls() {
        OwnNames names = names();
        Path folder = tlsDir;
        if (tlsCert != null && tlsKey != null) {
            GivenCertificate certificate = GivenCertificate.read(tlsCert, tlsKey, names, Instant.now());
            beforeOpen.accept(Optional.of(new TrustMaterial(certificate.trusted())));
            return () -> Tls.given(certificate);
        }
        if (tlsCert != null || tlsKey != null) {
            throw new BadSettingException(
                    tlsCert == null ? "tlsKey" : "tlsCert",
                    " does nothing without --tls-" + (tlsCert == null ? "cert" : "key"));
        }
        if (folder == null) {
            return () -> Tls.shared(names);
        }
        KeptAuthority authority = KeptAuthority.in(folder);
        beforeOpen.accept(authority.check(Instant.now()));
        return () -> Tls.kept(authority, names);
    }

    /** Reports an unknown host as a bad setting rather than as a failure to listen. */
    private static void requireKnown(@Nullable String host) {
        try {
            if (host != null) {
                InetAddress.getByName(host);
            }
        } catch (UnknownHostException e) {
            throw new BadSettingException("host", " is not known: '" + host + "'", e);
        }
    }

    private static <T> T given(String name, @Nullable T value) {
        if (value == null) {
            throw new BadSettingException(name, " must not be null");
        }
        return value;
    }
}
