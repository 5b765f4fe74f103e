package io.github.apimreconnect.client.command;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The value of {@code --after}: a delay, or a window to spread the delays over.
 *
 * @param from the delay, or the shortest one
 * @param to the longest delay, or null without a window
 */
record After(Duration from, @Nullable Duration to) {
    /** Parses {@code 2m} and {@code 2m..10m}. */
    static final class Converter implements CommandLine.ITypeConverter<After> {
        private final DurationOption duration = new DurationOption();

        @Override
        public After convert(String text) {
            int dots = text.indexOf("..");
            if (dots < 0) {
                return new After(duration.convert(text), null);
            }
            After window =
                    new After(duration.convert(text.substring(0, dots)), duration.convert(text.substring(dots + 2)));
            if (window.to != null && window.to.compareTo(window.from) < 0) {
                throw new CommandLine.TypeConversionException(
                        "'" + Printable.of(text) + "' ends before it begins; write the shorter duration first");
            }
            return window;
        }
    }
}
