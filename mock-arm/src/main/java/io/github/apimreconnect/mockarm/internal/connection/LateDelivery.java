package io.github.apimreconnect.mockarm.internal.connection;

import io.github.apimreconnect.mockarm.internal.reply.Reply;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at a page until it is ready, at most once per turn of the event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // no caller waits for a close
final class LateDelivery {
    private final ChannelHandlerContext context;
    private final LatePage page;
    private final Reply ifClosing;
    private final Consumer<Reply> ready;
    /** Set while a look is due, so that any number of changes before it cause only one. */
    private final AtomicBoolean due = new AtomicBoolean();

    private LatePage.Stage stage = LatePage.Stage.WAITING;
    private @Nullable Future<?> timer;
    private boolean ended;
    /** The peer has stopped sending, so it may be gone. */
    private boolean peerEnded;

    /**
     * Creates a delivery.
     *
     * @param ifClosing the page to send if the mock closes first
     * @param ready takes the page, on the event loop; at the latest when the page's time is over
     */
    LateDelivery(ChannelHandlerContext context, LatePage page, Reply ifClosing, Consumer<Reply> ready) {
        this.context = context;
        this.page = page;
        this.ifClosing = ifClosing;
        this.ready = ready;
    }

    void start() {
        if (!page.begin(this::changed)) {
            stage = LatePage.Stage.FULL;
        }
        look();
        if (!ended) {
            timer = context.executor()
                    .schedule(
                            InternalErrors.caught(context, this::timeIsOver),
                            page.patience().toNanos(),
                            TimeUnit.NANOSECONDS);
        }
    }

    /** Sends the page of a mock that closes. */
    void endWait() {
        finish(ifClosing);
    }

    /** Called when the peer stops sending: closes the connection once the page waits for something to happen. */
    void peerEnded() {
        peerEnded = true;
        closeIfWaiting();
    }

    /** A page that is being made has asked for another look. */
    private void closeIfWaiting() {
        if (peerEnded && !due.get()) {
            context.close();
        }
    }

    /** Called when the connection has closed. */
    void cancel() {
        if (!ended) {
            ended = true;
            page.end();
            if (timer != null) {
                timer.cancel(false);
            }
        }
    }

    /** Called on any thread. */
    private void changed() {
        if (due.compareAndSet(false, true)) {
            EventLoop loop = context.channel().eventLoop();
            Runnable look = InternalErrors.caught(context, this::look);
            if (loop.inEventLoop()) {
                Turn.after(loop, look);
            } else {
                loop.execute(look);
            }
        }
    }

    private void timeIsOver() {
        stage = LatePage.Stage.OVER;
        look();
    }

    private void look() {
        // Before the page reads anything: a change from now on needs another look.
        due.set(false);
        if (!ended) {
            Reply made = page.look(stage);
            if (made == null) {
                closeIfWaiting();
            } else {
                finish(made);
            }
        }
    }

    private void finish(Reply made) {
        cancel();
        ready.accept(made);
    }
}
