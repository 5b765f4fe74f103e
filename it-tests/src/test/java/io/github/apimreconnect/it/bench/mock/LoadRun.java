package io.github.apimreconnect.it.bench.mock;

import com.sun.management.OperatingSystemMXBean;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** A closed loop: each connection sends its next request once it has the answer. */
final class LoadRun {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int CONNECTING = 256;
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);

    private final LoadOrder order;
    private final EventLoopGroup loops;
    private final ByteBuf request;
    private final Map<EventLoop, Histogram> latencies = new ConcurrentHashMap<>();
    private final CountDownLatch under;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile long deadline;

    LoadRun(LoadOrder order, EventLoopGroup loops) {
        this.order = order;
        this.loops = loops;
        byte[] bytes = order.request();
        this.request = Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(bytes.length).writeBytes(bytes).asReadOnly());
        this.under = new CountDownLatch(order.connections());
    }

    Load run() throws InterruptedException {
        List<LoadConnection> connections = connect();
        long cpu = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        deadline = start + TimeUnit.SECONDS.toNanos(order.seconds());
        connections.forEach(LoadConnection::begin);
        if (!under.await(order.seconds() + 60L, TimeUnit.SECONDS)) {
            throw new IllegalStateException(under.getCount() + " connections wait for an answer");
        }
        long nanos = System.nanoTime() - start;
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException(failed);
        }
        Histogram all = histogram();
        latencies.values().forEach(all::add);
        return Load.of(all, nanos, PROCESS.getProcessCpuTime() - cpu);
    }

    private List<LoadConnection> connect() throws InterruptedException {
        List<LoadConnection> connections = new ArrayList<>();
        Bootstrap bootstrap = new Bootstrap()
                .group(loops)
                .channel(Transport.client())
                .remoteAddress("127.0.0.1", order.port())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        Histogram own = latencies.computeIfAbsent(channel.eventLoop(), loop -> histogram());
                        channel.pipeline().addLast(new LoadConnection(LoadRun.this, own));
                    }
                });
        List<ChannelFuture> connecting = new ArrayList<>();
        for (int left = order.connections(); left > 0; left--) {
            connecting.add(bootstrap.connect());
            // No more at once than fit a server's backlog.
            if (connecting.size() == CONNECTING || left == 1) {
                for (ChannelFuture future : connecting) {
                    connections.add(future.sync().channel().pipeline().get(LoadConnection.class));
                }
                connecting.clear();
            }
        }
        return connections;
    }

    ByteBuf request() {
        return request.duplicate();
    }

    boolean goesOn(long sent, long now) {
        return sent < order.perConnection() && now < deadline;
    }

    void done(@Nullable Throwable failed) {
        if (failed != null) {
            failure.compareAndSet(null, failed);
        }
        under.countDown();
    }

    private static Histogram histogram() {
        return new Histogram(1_000, LONGEST, 3);
    }
}
