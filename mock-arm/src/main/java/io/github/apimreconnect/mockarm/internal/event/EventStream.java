package io.github.apimreconnect.mockarm.internal.event;

import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.connection.InternalErrors;
import io.github.apimreconnect.mockarm.internal.connection.PlannedReply;
import io.github.apimreconnect.mockarm.internal.dispatch.Dispatcher;
import io.github.apimreconnect.mockarm.internal.journal.RequestJournal;
import io.github.apimreconnect.mockarm.internal.reply.Header;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The event stream (SSE) of the admin API. While it has readers, a timer writes what is new to them. Everything happens
 * on the event loop of the first reader.
 */
@SuppressWarnings("FutureReturnValueIgnored") // no caller waits for the tasks
public final class EventStream {
    public static final int MAX_READERS = 64;
    /** The time between two flushes. */
    static final int TICK_MILLIS = 50;
    /** How long events are recorded for a reader that may come back. */
    static final int PATIENCE_SECONDS = 60;

    private static final int TICKS_OF_STATS = 1000 / TICK_MILLIS;
    private static final int TICKS_OF_ALIVE = 15_000 / TICK_MILLIS;

    /** The head of the stream. */
    private static final Reply HEAD = new Reply(
            200,
            null,
            List.of(new Header("Content-Type", "text/event-stream"), new Header("Cache-Control", "no-store")),
            new byte[0],
            true,
            null);

    private final EventLog log;
    private final EventViews views;
    private final ClockWatch clock;
    private final EventReaders readers;
    /** Connections that are readers, or are about to be. */
    private final AtomicInteger taken = new AtomicInteger();
    /** The event loop of the stream, null before the first reader. */
    private volatile @Nullable EventLoop home;

    private @Nullable Future<?> timer;
    private @Nullable Future<?> end;
    private long ticks;
    private String stats = "";

    public EventStream(EventLog log, RequestJournal journal, Dispatcher dispatcher, EventViews views, Clock clock) {
        this.log = log;
        this.views = views;
        this.clock = new ClockWatch(clock);
        this.readers = new EventReaders(log, new EventText(log, journal, dispatcher, views));
    }

    /** Returns the number of the newest event; what is read after this call includes it. */
    public long lastEvent() {
        return log.last();
    }

    public boolean isFull() {
        return taken.get() >= MAX_READERS;
    }

    /**
     * Returns a reply that subscribes its connection to the stream.
     *
     * @param had the last event that the reader had, or null
     */
    public PlannedReply reply(@Nullable EventId had) {
        return PlannedReply.stream(HEAD, channel -> subscribe(channel, had));
    }

    /** Counts the reader first, on its own event loop, so that there are never too many. */
    private void subscribe(Channel channel, @Nullable EventId had) {
        if (taken.incrementAndGet() > MAX_READERS) {
            taken.decrementAndGet();
            channel.close();
            return;
        }
        channel.closeFuture().addListener(closed -> taken.decrementAndGet());
        // Deferred even on this loop: the head of the stream is written first.
        homeOf(channel).execute(() -> caught(() -> add(channel, had)));
    }

    /** Records now that the clock was advanced, rather than with the next flush. */
    public void clockAdvanced() {
        if (clock.hasChanged()) {
            log.told(StateEvent.CLOCK, Json.text(views.clockNow()));
        }
    }

    /** Sets the event loop, for tests. */
    void home(EventLoop loop) {
        home = loop;
    }

    private EventLoop homeOf(Channel reader) {
        EventLoop loop = home;
        return loop == null ? firstHome(reader.eventLoop()) : loop;
    }

    private synchronized EventLoop firstHome(EventLoop candidate) {
        EventLoop loop = home;
        if (loop == null) {
            loop = candidate;
            home = loop;
        }
        return loop;
    }

    private static void caught(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            InternalErrors.log("the event stream failed", e);
        }
    }

    private void add(Channel channel, @Nullable EventId had) {
        if (end != null) {
            end.cancel(false);
            end = null;
        }
        EventReader reader = readers.add(channel, had);
        if (timer == null) {
            clock.hasChanged();
            stats = "";
            timer = schedule(channel);
        }
        channel.closeFuture().addListener(closed -> {
            EventLoop loop = homeOf(channel);
            Runnable remove = () -> caught(() -> remove(reader));
            if (loop.inEventLoop()) {
                remove.run();
            } else {
                loop.execute(remove);
            }
        });
    }

    private Future<?> schedule(Channel reader) {
        return homeOf(reader)
                .scheduleAtFixedRate(() -> caught(this::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void remove(EventReader reader) {
        readers.remove(reader);
        if (readers.count() == 0 && timer != null) {
            timer.cancel(false);
            timer = null;
            end = homeOf(reader.channel()).schedule(() -> caught(log::stop), PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void tick() {
        clockAdvanced();
        if (ticks % TICKS_OF_STATS == 0) {
            String now = Json.text(views.stats());
            if (!now.equals(stats)) {
                stats = now;
                readers.newStats(now);
            }
        }
        readers.flush();
        ticks++;
        if (ticks % TICKS_OF_ALIVE == 0) {
            readers.keepAlive();
        }
    }
}
