package io.github.apimreconnect.mockarm.internal.contract;

import io.github.apimreconnect.mockarm.internal.setting.BadSettingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ARM's token bucket for writes, one per subscription and principal.
 *
 * @param enforced whether an empty bucket refuses writes
 * @param capacity how many writes a full bucket holds
 * @param refillPerSecond how many are refilled per second
 */
public record ThrottleLimit(boolean enforced, int capacity, int refillPerSecond) {
    /** ARM's published limit, counted but not enforced. */
    public static final ThrottleLimit OFF = new ThrottleLimit(false, 200, 10);
    /** ARM's published limit for writes, including POST actions. */
    static final ThrottleLimit ARM = new ThrottleLimit(true, 200, 10);

    private static final Pattern CUSTOM = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

    public ThrottleLimit {
        if (capacity < 1 || refillPerSecond < 1) {
            throw new BadSettingException(
                    "throttle",
                    " must have a capacity and a refill of 1 or more, but was " + capacity + "/" + refillPerSecond);
        }
    }

    /** Returns a multiple of this limit: ARM's limit for a subscription is a multiple of that for a principal in it. */
    ThrottleLimit times(int factor) {
        long most = Integer.MAX_VALUE / 1000;
        return new ThrottleLimit(enforced, (int) Math.min(most, (long) capacity * factor), (int)
                Math.min(most, (long) refillPerSecond * factor));
    }

    /** Reads {@code off}, {@code arm} or {@code CAPACITY/REFILL_PER_SECOND}. */
    public static ThrottleLimit parse(String text) {
        if (text.equals("off")) {
            return OFF;
        }
        if (text.equals("arm")) {
            return ARM;
        }
        Matcher custom = CUSTOM.matcher(text);
        if (!custom.matches()) {
            throw new BadSettingException(
                    "throttle",
                    " must be off, arm or CAPACITY/REFILL_PER_SECOND in whole numbers, but was '" + text + "'");
        }
        return new ThrottleLimit(true, Integer.parseInt(custom.group(1)), Integer.parseInt(custom.group(2)));
    }
}
