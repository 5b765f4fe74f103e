package io.github.apimreconnect.it.live;

import java.util.Optional;

/**
 * The answers to a case.
 *
 * @param arm ARM's last answer
 * @param throttled the {@code Retry-After} of ARM's first answer, if that was a 429 and the case was sent again
 */
record Outcome(LiveCase sent, Answer arm, Answer mock, Optional<String> throttled) {}
