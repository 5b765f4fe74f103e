package io.github.apimreconnect.mockarm.internal;

import io.github.apimreconnect.mockarm.ConnectionFault;
import io.github.apimreconnect.mockarm.internal.admin.Admin;
import io.github.apimreconnect.mockarm.internal.admin.AdminPage;
import io.github.apimreconnect.mockarm.internal.admin.AdminViews;
import io.github.apimreconnect.mockarm.internal.admin.EventData;
import io.github.apimreconnect.mockarm.internal.connection.Connections;
import io.github.apimreconnect.mockarm.internal.connection.Drain;
import io.github.apimreconnect.mockarm.internal.connection.Exchange;
import io.github.apimreconnect.mockarm.internal.connection.Listener;
import io.github.apimreconnect.mockarm.internal.connection.Loops;
import io.github.apimreconnect.mockarm.internal.contract.Checks;
import io.github.apimreconnect.mockarm.internal.contract.Contract;
import io.github.apimreconnect.mockarm.internal.contract.ServedPath;
import io.github.apimreconnect.mockarm.internal.contract.Throttle;
import io.github.apimreconnect.mockarm.internal.discovery.Discovery;
import io.github.apimreconnect.mockarm.internal.dispatch.Dispatcher;
import io.github.apimreconnect.mockarm.internal.dispatch.PendingScript;
import io.github.apimreconnect.mockarm.internal.event.EventLog;
import io.github.apimreconnect.mockarm.internal.event.EventStream;
import io.github.apimreconnect.mockarm.internal.journal.AcceptedReconnects;
import io.github.apimreconnect.mockarm.internal.journal.Memory;
import io.github.apimreconnect.mockarm.internal.journal.RequestJournal;
import io.github.apimreconnect.mockarm.internal.journal.Stats;
import io.github.apimreconnect.mockarm.internal.journal.Verdict;
import io.github.apimreconnect.mockarm.internal.tls.OwnNames;
import io.github.apimreconnect.mockarm.internal.tls.PendingTls;
import io.github.apimreconnect.mockarm.internal.token.TokenEndpoint;
import io.github.apimreconnect.mockarm.internal.token.Tokens;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates and wires the parts of a mock; starts and stops it. Thread-safe. */
public final class ArmServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArmServer.class);

    private final Settings settings;
    private final Instant started;
    private final OwnNames names;
    private final PendingTls tls;
    private final Tokens tokens = new Tokens();
    private final Throttle throttle;
    private final Dispatcher dispatcher;
    private final Memory memory;
    private final EventLog events = new EventLog(tokens.mock(), AdminViews::ofEvent);
    private final Connections connections;
    private final Exchange exchange;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile List<Channel> listening = List.of();

    /** Wires the parts without opening a port. */
    ArmServer(Settings settings, PendingTls tls) {
        Clock clock = settings.times().clock();
        this.settings = settings;
        this.started = clock.instant();
        this.tls = tls;
        this.names = settings.address().names();
        this.throttle = new Throttle(settings.rules().throttle(), clock);
        this.dispatcher = new Dispatcher(settings.answers(), settings.randomFaults(), events);
        this.memory = new Memory(
                new RequestJournal(settings.journalCapacity(), events),
                new AcceptedReconnects(clock),
                new Stats(),
                new Verdict());
        this.connections = new Connections(
                clock,
                settings.times().timeouts(),
                names,
                settings.randomFaults().seed());
        EventStream stream =
                new EventStream(events, memory.journal(), dispatcher, new EventData(memory, connections, clock), clock);
        this.exchange = new ArmExchange(
                new Checks(settings.rules(), Contract.shipped(), tokens, throttle, ArmServer::otherPaths),
                dispatcher,
                settings.answers(),
                memory,
                new TokenEndpoint(tokens),
                new Discovery(settings.rules(), tokens),
                new Admin(
                        new Admin.Parts(
                                memory,
                                dispatcher,
                                connections,
                                tokens,
                                stream,
                                throttle,
                                tls,
                                clock,
                                this::port,
                                () -> SettingsView.of(this, settings)),
                        this::reset),
                events,
                settings.onRequest());
    }

    private static List<ServedPath> otherPaths() {
        return Stream.of(
                        TokenEndpoint.served().stream().map(ServedPath::other),
                        Discovery.served().stream(),
                        AdminPage.served().stream().map(ServedPath::other))
                .flatMap(paths -> paths)
                .toList();
    }

    /** Opens the port of a new mock; its TLS material may not be ready yet. */
    public static ArmServer open(Settings settings, PendingTls tls) {
        ArmServer server = new ArmServer(settings, tls);
        Listener listener = new Listener(Loops.acquire(), tls, server.exchange, server.connections);
        try {
            server.listening =
                    listener.open(server.names.host(), settings.address().port());
            // Only now, since requests can ask for the address.
            server.listening.forEach(Listener::accept);
            return server;
        } catch (RuntimeException e) {
            Loops.release();
            throw e;
        }
    }

    /** Waits for the TLS material; closes the mock if it cannot be created. */
    public ArmServer withTls() {
        try {
            tls.await();
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listening.get(0).localAddress();
    }

    /** Returns the port, or 0 before it is open. */
    private int port() {
        return listening.isEmpty() ? 0 : address().getPort();
    }

    /** Returns the mock's own HTTPS origin. */
    public String origin() {
        return names.origin(address().getPort());
    }

    /** Returns the mock's own plain HTTP origin. */
    public String httpOrigin() {
        return origin().replaceFirst("^https", "http");
    }

    /** Returns the time of its start, on its own clock. */
    Instant started() {
        return started;
    }

    /** Returns the version in the manifest of the jar. */
    public static String version() {
        String version = ArmServer.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }

    public PendingTls tls() {
        return tls;
    }

    public Tokens tokens() {
        return tokens;
    }

    public Dispatcher dispatcher() {
        return dispatcher;
    }

    public Memory memory() {
        return memory;
    }

    public Connections connections() {
        return connections;
    }

    public Exchange exchange() {
        return exchange;
    }

    public Clock clock() {
        return settings.times().clock();
    }

    /** Clears everything recorded and scripted; keeps the verdict, the clock and the settings. */
    public void reset() {
        memory.verdict().unused(unusedScripts());
        throttle.clear();
        connections.faults().next(ConnectionFault.REFUSE, 0);
        // Told under both locks, so that no request or script is between what is cleared and the event.
        dispatcher.clear(() -> memory.clear(events::reset));
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        Drain.run(listening, connections, settings.times().drain());
        Loops.release();
        List<String> unused = unusedScripts();
        memory.verdict().unused(unused);
        unused.forEach(script -> LOG.warn("Unused script steps: {}", script));
    }

    private List<String> unusedScripts() {
        return dispatcher.scripts().stream().map(PendingScript::toString).toList();
    }

    public boolean isClosed() {
        return closed.get();
    }
}
