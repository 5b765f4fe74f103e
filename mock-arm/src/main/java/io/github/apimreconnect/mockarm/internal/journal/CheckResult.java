package io.github.apimreconnect.mockarm.internal.journal;

import java.util.List;

/**
 * How a check judged the requests of a run.
 *
 * @param check its name
 * @param reached whether a request got as far as this check
 * @param refused how many requests it refused
 * @param first the first of them, at most {@link Verdict#SHOWN}
 */
public record CheckResult(String check, boolean reached, long refused, List<ShownRefusal> first) {}
