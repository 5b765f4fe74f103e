package io.github.apimreconnect.it.bench.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.it.bench.mock.DelayedAnswers.Bursts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A short benchmark without the peers, to keep it runnable. The bounds are an order of magnitude from the goals, as
 * build machines are busy.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "what a process costs is read from /proc")
@TestInstance(Lifecycle.PER_CLASS)
final class BenchLoadIT {
    private static final double SHARE_OF_BARE = 0.2;
    private static final double START_MILLIS = 500;
    private static final double LATE_MILLIS = 10_000;
    private static final Duration COLD = Duration.ofSeconds(20);

    private final Report report = new Report();
    private final Path folder;
    private final Options options;

    BenchLoadIT() throws IOException {
        folder = Files.createDirectories(Path.of(System.getProperty("load.report", "target/load"), "bench"))
                .toAbsolutePath();
        options = new Options(List.of(), 3, 1, 3, 1, 1, 0, List.of("-Xmx512m"), folder);
    }

    @AfterAll
    void write() throws IOException {
        report.write(folder.resolve("report.md"));
    }

    @Test
    void theMockKeepsUpWithABareServer() throws Exception {
        List<Double> ratios = new ArrayList<>();
        try (Generator generator = new Generator(options);
                Server mock = Server.start(Contender.mock(folder), options);
                Server bare = Server.start(Contender.reactorNetty(), options)) {
            report.title("Load");
            report.line(
                    "First 202 of a cold process: %d ms.", mock.firstAnswer().toMillis());
            assertThat(mock.firstAnswer()).isLessThan(COLD);
            WarmUp warmUp = new WarmUp(1, options.warmUp());
            assertThat(warmUp.of(generator, mock).micros()).isPositive();
            assertThat(warmUp.of(generator, bare).micros()).isPositive();
            for (int round = 0; round < options.rounds(); round++) {
                Load own = generator.run(LoadOrder.forSeconds(mock.port(), options.seconds()));
                Load theirs = generator.run(LoadOrder.forSeconds(bare.port(), options.seconds()));
                ratios.add(own.perSecond() / theirs.perSecond());
            }
        }
        Spread ratio = Spread.of(ratios);
        report.line("Requests a second, beside bare Reactor Netty: %s times.", ratio.text(2));
        assertThat(ratio.median()).isGreaterThan(SHARE_OF_BARE);
    }

    @Test
    void tenThousandDelayedAnswersAddNoThread() throws Exception {
        report.title(String.format(Locale.ROOT, "%,d delayed answers", Options.DELAYED));
        report.line("| server | threads added | late, median / most ms | RSS MiB |");
        report.line("|---|---|---|---|");
        Bursts bursts = new DelayedAnswers(options, report).bursts(Contender.mock(folder));
        assertThat(bursts.threads()).isZero();
        assertThat(bursts.isDelayed()).as(bursts.late()).isTrue();
        assertThat(bursts.mostLate().most()).isLessThan(LATE_MILLIS);
    }

    @Test
    void anEmbeddedMockStartsAtOnce() throws IOException {
        assertThat(EmbeddedStart.run(options, report).median()).isLessThan(START_MILLIS);
    }
}
