package io.github.apimreconnect.mockarm.internal;

import io.github.apimreconnect.mockarm.Fault;
import io.github.apimreconnect.mockarm.JournalEntry.Outcome;
import io.github.apimreconnect.mockarm.JournalEntry.Refusal;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.admin.Admin;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.CheckNames;
import io.github.apimreconnect.mockarm.internal.arm.PlainStep;
import io.github.apimreconnect.mockarm.internal.connection.Exchange;
import io.github.apimreconnect.mockarm.internal.connection.InternalErrors;
import io.github.apimreconnect.mockarm.internal.connection.PlannedReply;
import io.github.apimreconnect.mockarm.internal.contract.Admitted;
import io.github.apimreconnect.mockarm.internal.contract.Checks;
import io.github.apimreconnect.mockarm.internal.discovery.Discovery;
import io.github.apimreconnect.mockarm.internal.dispatch.CannedAnswer;
import io.github.apimreconnect.mockarm.internal.dispatch.CannedAnswers;
import io.github.apimreconnect.mockarm.internal.dispatch.Dispatcher;
import io.github.apimreconnect.mockarm.internal.dispatch.PreparedStep;
import io.github.apimreconnect.mockarm.internal.event.EventLog;
import io.github.apimreconnect.mockarm.internal.journal.Memory;
import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import io.github.apimreconnect.mockarm.internal.reply.ArmHeaders;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import io.github.apimreconnect.mockarm.internal.token.TokenEndpoint;
import io.github.apimreconnect.mockarm.internal.token.TokenReply;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Handles a request: checks it, picks the response and records both. */
public final class ArmExchange implements Exchange {
    /** Larger requests are held weakly, so that one the journal drops is freed before its response is sent. */
    private static final int LARGE = 16 * 1024;

    private final ArmHeaders.Maker stamps = new ArmHeaders.Maker();
    private final Checks checks;
    private final Dispatcher dispatcher;
    private final CannedAnswers answers;
    private final Memory memory;
    private final TokenEndpoint tokenEndpoint;
    private final Discovery discovery;
    private final Admin admin;
    private final EventLog events;
    private final Consumer<? super RecordedRequest> listener;

    ArmExchange(
            Checks checks,
            Dispatcher dispatcher,
            CannedAnswers answers,
            Memory memory,
            TokenEndpoint tokenEndpoint,
            Discovery discovery,
            Admin admin,
            EventLog events,
            Consumer<? super RecordedRequest> listener) {
        this.checks = checks;
        this.dispatcher = dispatcher;
        this.answers = answers;
        this.memory = memory;
        this.tokenEndpoint = tokenEndpoint;
        this.discovery = discovery;
        this.admin = admin;
        this.events = events;
        this.listener = listener;
    }

    @Override
    public PlannedReply answer(ArmRequest request) {
        try {
            if (Admin.isFor(request)) {
                PlannedReply page = admin.answer(request);
                return request.bodyTooLarge() ? page.closing() : page;
            }
            PlannedReply reply = served(request);
            return request.bodyTooLarge() || !request.isReadable() ? reply.closing() : reply;
        } catch (RuntimeException | Error e) {
            return failed(request, e);
        }
    }

    private PlannedReply served(ArmRequest request) {
        if (TokenEndpoint.isFor(request)) {
            return token(request);
        }
        return Discovery.isFor(request) ? discovery(request) : reconnect(request);
    }

    /** Leaves the cause's message out of the response, since it can contain what the caller sent. */
    private PlannedReply failed(ArmRequest request, Throwable cause) {
        PlannedReply planned;
        try {
            planned = refuse(
                    request,
                    CheckNames.INTERNAL_ERROR,
                    "internal-server-error",
                    "mock-arm failed on this request: " + cause.getClass().getSimpleName());
        } catch (RuntimeException | Error e) {
            cause.addSuppressed(e);
            memory.verdict().failedUnrecorded();
            planned = PlannedReply.page(
                    Reply.empty(500, stamps.next(request.arrived())).closingAfter(true));
        }
        ArmHeaders stamp = planned.reply().stamp();
        InternalErrors.log("request " + (stamp == null ? "" : stamp.text()) + " was answered 500", cause);
        return planned;
    }

    private PlannedReply token(ArmRequest request) {
        TokenReply answer = tokenEndpoint.answer(request);
        List<Refusal> refusals =
                answer.problem() == null ? List.of() : List.of(new Refusal(CheckNames.TOKEN_REQUEST, answer.problem()));
        RecordedRequest recorded =
                recorded(request, answer.shown(), PlainStep.PLAIN, CheckNames.TOKEN_REQUEST, refusals);
        return planned(answer.reply(), null, recorded);
    }

    private PlannedReply discovery(ArmRequest request) {
        ArmHeaders stamp = stamps.next(request.arrived());
        try {
            Reply reply = discovery.answer(request, stamp);
            return planned(reply, null, recorded(request, reply, PlainStep.PLAIN, CheckNames.PATH, List.of()));
        } catch (RefusedException refused) {
            List<Refusal> all = new ArrayList<>();
            all.add(refused.refusal());
            all.addAll(discovery.nearMisses(request, refused));
            return refused(stamp, request, refused, List.copyOf(all));
        }
    }

    private PlannedReply reconnect(ArmRequest request) {
        ArmHeaders stamp = stamps.next(request.arrived());
        try {
            Admitted admitted = checks.check(request);
            PreparedStep prepared = dispatcher.next(request);
            Reply reply = reply(stamp, request, admitted, prepared.answer());
            RecordedRequest entry = entry(request, reply, prepared.recorded(), List.of());
            if (reply.status() == Reply.ACCEPTED) {
                // Recorded before the request: readers that find that in the journal also find its reconnect.
                memory.reconnects().accept(entry, admitted.after(), admitted.asked() != null);
            }
            record(request, entry, reply, CheckNames.LAST);
            return planned(reply, prepared.step().fault(), entry);
        } catch (RefusedException refused) {
            return refused(stamp, request, refused, refusals(request, refused));
        }
    }

    private PlannedReply refused(
            ArmHeaders stamp, ArmRequest request, RefusedException refused, List<Refusal> refusals) {
        CannedAnswer canned = answers.get(refused.answer());
        Reply reply = refused.complete(canned.reply(stamp, request, refused.values(), refused::addDetails));
        reply = canned.counted(reply, refused.counters());
        return planned(reply, null, recorded(request, reply, PlainStep.PLAIN, refused.check(), refusals));
    }

    /** Returns all the checks that a request failed, the one that refused it first. */
    private List<Refusal> refusals(ArmRequest request, RefusedException first) {
        List<Refusal> all = new ArrayList<>();
        all.add(first.refusal());
        all.addAll(checks.nearMisses(request, first));
        try {
            dispatcher.check(request);
        } catch (RefusedException scenario) {
            if (!scenario.check().equals(first.check()) && checks.isMeantForReconnect(request)) {
                all.add(scenario.refusal());
            }
        }
        return List.copyOf(all);
    }

    private static Reply reply(ArmHeaders stamp, ArmRequest request, Admitted admitted, @Nullable CannedAnswer canned) {
        if (canned == null) {
            return Reply.empty(Reply.ACCEPTED, stamp, admitted.counters()).echoing(request);
        }
        return canned.counted(canned.reply(stamp, request, admitted.values()), admitted.counters());
    }

    @Override
    public PlannedReply refuse(ArmRequest request, String answer, String reason) {
        return refuse(request, CheckNames.HTTP, answer, reason);
    }

    private PlannedReply refuse(ArmRequest request, String check, String answer, String reason) {
        RefusedException refused = new RefusedException(check, answer, reason);
        Reply reply =
                refused.complete(answers.get(answer).reply(stamps.next(request.arrived()), request, refused.values()));
        return planned(reply, null, recorded(request, reply, PlainStep.PLAIN, check, List.of(refused.refusal())))
                .closing();
    }

    private RecordedRequest recorded(
            ArmRequest request, Reply reply, Step step, String lastCheck, List<Refusal> refusals) {
        RecordedRequest entry = entry(request, reply, step, refusals);
        record(request, entry, reply, lastCheck);
        return entry;
    }

    private static RecordedRequest entry(ArmRequest request, Reply reply, Step step, List<Refusal> refusals) {
        ArmHeaders stamp = reply.stamp();
        return new RecordedRequest(
                request, reply.status(), stamp == null ? null : stamp.id(), reply.code(), step, refusals);
    }

    private void record(ArmRequest request, RecordedRequest entry, Reply reply, String lastCheck) {
        memory.record(entry, reply);
        if (entry.refusedBy() == null) {
            memory.verdict().passed(entry, lastCheck);
        } else if (lastCheck.equals(CheckNames.INTERNAL_ERROR) || !Admin.isFor(request)) {
            memory.verdict().refused(entry, lastCheck);
        }
        try {
            listener.accept(entry);
        } catch (RuntimeException e) {
            // A failing listener must not affect the response.
            InternalErrors.log("a listener failed on request " + entry.requestId(), e);
        }
    }

    private PlannedReply planned(Reply reply, @Nullable Fault fault, RecordedRequest recorded) {
        return planned(reply, fault, recorded, events);
    }

    public static PlannedReply planned(Reply reply, @Nullable Fault fault, RecordedRequest recorded, EventLog events) {
        if (recorded.weight() <= LARGE) {
            return PlannedReply.recorded(reply, fault, outcome -> end(recorded, outcome, events));
        }
        WeakReference<RecordedRequest> large = new WeakReference<>(recorded);
        return PlannedReply.recorded(reply, fault, outcome -> {
            RecordedRequest there = large.get();
            if (there != null) {
                end(there, outcome, events);
            }
        });
    }

    private static void end(RecordedRequest entry, Outcome outcome, EventLog events) {
        if (entry.end(outcome)) {
            events.answered(entry.number());
        }
    }
}
