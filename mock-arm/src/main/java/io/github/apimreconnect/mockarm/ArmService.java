package io.github.apimreconnect.mockarm;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What happens to a request, one line a step; and what a mock consists of. */
final class ArmService {
    private final Settings settings;
    private final Stamp.Maker stamps = new Stamp.Maker();
    private final CannedAnswers answers;
    private final Tokens tokens = new Tokens();
    private final TokenEndpoint tokenEndpoint;
    private final Throttle throttle;
    private final Checks checks;
    private final Scenario scenario;
    private final Reconnects reconnects;
    private final Journal journal;
    private final Stats stats = new Stats();
    private final Events events = new Events();
    private final Random random;
    private final ConnectionFaults connectionFaults = new ConnectionFaults();
    private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);
    private final InFlight inFlight = new InFlight();
    private final HeldBytes held = HeldBytes.ofHeap();
    private final Admin admin;
    private volatile String origin = "";

    ArmService(Settings settings, Contract contract, PendingTls tls) {
        this.settings = settings;
        this.answers = settings.answers();
        this.tokenEndpoint = new TokenEndpoint(tokens);
        this.throttle = new Throttle(settings.throttle(), settings.clock());
        this.checks = new Checks(settings, contract, new TokenCheck(settings.auth(), tokens), throttle);
        this.random = new Random(settings.randomFaults().seed());
        this.scenario = new Scenario(answers, settings.randomFaults());
        this.reconnects = new Reconnects(settings.clock());
        this.journal = new Journal(settings.journalCapacity());
        this.admin = new Admin(this, tls);
    }

    /** The answer to a request that came whole. Never throws: what the mock fails on is answered 500. */
    Answer answer(ArmRequest request) {
        try {
            if (Admin.isFor(request)) {
                Answer page = Answer.unjournalled(admin.answer(request));
                return request.bodyTooLarge() ? closing(page) : page;
            }
            Answer answer = TokenEndpoint.isFor(request) ? token(request) : reconnect(request);
            return request.bodyTooLarge() || !request.isReadable() ? closing(answer) : answer;
        } catch (RuntimeException | Error e) {
            return failed(request, e);
        }
    }

    /** No text of the cause goes out: it can hold what the caller sent. */
    private Answer failed(ArmRequest request, Throwable cause) {
        Answer answer;
        try {
            answer = refuse(
                    request,
                    "internal-server-error",
                    "mock-arm failed on this request: " + cause.getClass().getSimpleName());
        } catch (RuntimeException | Error e) {
            cause.addSuppressed(e);
            answer = Answer.unjournalled(
                    Reply.empty(500, stamps.next(request.arrived())).closingAfter(true));
        }
        Stamp stamp = answer.reply().stamp();
        Failures.log("request " + (stamp == null ? "" : stamp.text()) + " was answered 500", cause);
        return answer;
    }

    private Answer token(ArmRequest request) {
        Reply reply = tokenEndpoint.answer(request);
        return new Answer(reply, null, journalled(request, reply, Step.PLAIN, null));
    }

    private Answer reconnect(ArmRequest request) {
        Stamp stamp = stamps.next(request.arrived());
        try {
            Accepted accepted = checks.check(request);
            Step step = scenario.next(request);
            Reply reply = reply(stamp, request, accepted, step);
            JournalEntry entry = journalled(request, reply, step, null);
            if (reply.status() == Accepted.STATUS) {
                reconnects.accept(entry, accepted.after());
            }
            return new Answer(reply, step.fault(), entry);
        } catch (RefusedException refused) {
            CannedAnswer canned = answers.get(refused.answer());
            Reply reply = refused.complete(canned.reply(stamp, request, refused.values(), refused::addDetails));
            reply = canned.counted(reply, refused.grant());
            return new Answer(reply, null, journalled(request, reply, Step.PLAIN, refused));
        }
    }

    private Reply reply(Stamp stamp, ArmRequest request, Accepted accepted, Step step) {
        String name = step.fault() instanceof Fault.BadGatewayHtml ? "bad-gateway-html" : step.answer();
        if (name.equals(Step.ACCEPTED) && !answers.isOwn(name)) {
            return accepted.reply(stamp, request);
        }
        CannedAnswer canned = answers.get(name);
        return canned.counted(canned.reply(stamp, request, accepted.values()), accepted.grant());
    }

    /** The answer to what is no request for ARM, or came in part; the connection ends with it. */
    Answer refuse(ArmRequest request, String answer, String reason) {
        RefusedException refused = new RefusedException("http", answer, reason);
        Reply reply =
                refused.complete(answers.get(answer).reply(stamps.next(request.arrived()), request, refused.values()));
        return closing(new Answer(reply, null, journalled(request, reply, Step.PLAIN, refused)));
    }

    private JournalEntry journalled(ArmRequest request, Reply reply, Step step, @Nullable RefusedException refused) {
        JournalEntry entry = new JournalEntry(request, reply, step, refused);
        journal.write(entry);
        stats.count(entry);
        try {
            events.publish(entry);
            settings.onRequest().accept(entry);
        } catch (RuntimeException e) {
            // The caller is not answered for those who look on.
            Failures.log(
                    "a listener to request "
                            + (reply.stamp() == null ? "" : reply.stamp().text()),
                    e);
        }
        return entry;
    }

    private static Answer closing(Answer answer) {
        return new Answer(answer.reply().closingAfter(true), answer.fault(), answer.entry());
    }

    /** Forgets what came and what was scripted; the clock and the settings stay. */
    void reset() {
        journal.clear();
        reconnects.clear();
        scenario.clear();
        throttle.clear();
        stats.clear();
        connectionFaults.next(ConnectionFault.REFUSE, 0);
    }

    void listensAt(String at) {
        origin = at;
    }

    String origin() {
        return origin;
    }

    Instant now() {
        return settings.clock().instant();
    }

    Clock clock() {
        return settings.clock();
    }

    Limits limits() {
        return settings.limits();
    }

    CannedAnswers answers() {
        return answers;
    }

    Tokens tokens() {
        return tokens;
    }

    Scenario scenario() {
        return scenario;
    }

    Reconnects reconnects() {
        return reconnects;
    }

    Journal journal() {
        return journal;
    }

    Stats stats() {
        return stats;
    }

    Events events() {
        return events;
    }

    Random random() {
        return random;
    }

    ConnectionFaults connectionFaults() {
        return connectionFaults;
    }

    ChannelGroup connections() {
        return connections;
    }

    HeldBytes held() {
        return held;
    }

    InFlight inFlight() {
        return inFlight;
    }
}
