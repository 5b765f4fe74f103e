package io.github.apimreconnect.it.load;

/**
 * The size of the fleets: a small bucket in a normal build, and ARM's with {@code -Psoak}.
 *
 * @param capacity the writes that fit into a subscription's bucket
 * @param refill the writes that are added a second
 * @param backends in the largest subscription, which takes 12 seconds, or 40 in a soak
 * @param faulty the backends of the fleet whose requests faults strike
 * @param calls per round of the comparison with plain calls
 * @param warmUpSeconds the longest warm-up before the comparison
 * @param steady the backends of the fleet whose heap is measured
 */
record FleetScale(int capacity, int refill, int backends, int faulty, int calls, int warmUpSeconds, int steady) {
    private static final FleetScale SHORT = new FleetScale(40, 20, 280, 10_000, 5_000, 15, 10_000);
    private static final FleetScale SOAK = new FleetScale(200, 10, 600, 100_000, 100_000, 180, 100_000);

    static FleetScale current() {
        return System.getProperty("load.scale", "short").equals("soak") ? SOAK : SHORT;
    }

    /** Returns the mock's option for a bucket so many times as large. */
    String throttle(double share) {
        return Math.round(share * capacity) + "/" + Math.round(share * refill);
    }
}
