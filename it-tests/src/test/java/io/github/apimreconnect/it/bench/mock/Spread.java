package io.github.apimreconnect.it.bench.mock;

import java.util.Collection;
import java.util.Locale;

/**
 * The median and range of some measurements.
 *
 * @param median the median; the upper one for an even count
 * @param least the smallest
 * @param most the largest
 */
record Spread(double median, double least, double most) {
    static Spread of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Spread(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }

    String text(int decimals) {
        String number = "%,." + decimals + "f";
        return String.format(Locale.ROOT, number + " (" + number + "-" + number + ")", median, least, most);
    }
}
