package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.Context;
import com.azure.core.util.TelemetryAttributes;
import com.azure.core.util.metrics.DoubleHistogram;
import com.azure.core.util.metrics.LongCounter;
import com.azure.core.util.metrics.Meter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class AzureSinkTest {
    private final List<String> reported = new ArrayList<>();
    private final AzureSink sink = new AzureSink(new Recorder());

    @Test
    void eachMeasurementIsReportedWithItsUnitAndTags() {
        sink.call("refused", "ResourceNotFound", Duration.ofMillis(1500));
        sink.retry("Timeout");
        sink.bucketWait(Duration.ofMillis(250));
        assertThat(reported)
                .containsExactly(
                        "apim.reconnect.call 1.5 s {code=ResourceNotFound, outcome=refused}",
                        "apim.reconnect.retries 1 {retry} {code=Timeout}",
                        "apim.reconnect.bucket.wait 0.25 s {}");
    }

    private record Attributes(Map<String, Object> all) implements TelemetryAttributes {
        @Override
        public String toString() {
            return new TreeMap<>(all).toString();
        }
    }

    /** A meter that keeps what is reported as text. */
    private final class Recorder implements Meter {
        @Override
        public DoubleHistogram createDoubleHistogram(String name, String description, String unit) {
            return new DoubleHistogram() {
                @Override
                public void record(double value, TelemetryAttributes attributes, Context context) {
                    reported.add(name + " " + value + " " + unit + " " + attributes);
                }

                @Override
                public boolean isEnabled() {
                    return true;
                }
            };
        }

        @Override
        public LongCounter createLongCounter(String name, String description, String unit) {
            return new LongCounter() {
                @Override
                public void add(long value, TelemetryAttributes attributes, Context context) {
                    reported.add(name + " " + value + " " + unit + " " + attributes);
                }

                @Override
                public boolean isEnabled() {
                    return true;
                }
            };
        }

        @Override
        public LongCounter createLongUpDownCounter(String name, String description, String unit) {
            throw new AssertionError("Not one of the client's metrics: " + name);
        }

        @Override
        public TelemetryAttributes createAttributes(Map<String, Object> attributes) {
            return new Attributes(attributes);
        }

        @Override
        public boolean isEnabled() {
            return true;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
