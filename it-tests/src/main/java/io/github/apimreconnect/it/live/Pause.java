package io.github.apimreconnect.it.live;

import java.time.Duration;

/** Waits between requests. */
interface Pause {
    void of(Duration time);

    static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted between two requests", e);
        }
    }
}
