package io.github.apimreconnect.it.live;

import java.util.UUID;

/** Random names for resources that must not exist. */
record UnknownNames(UUID id) {
    static UnknownNames random() {
        return new UnknownNames(UUID.randomUUID());
    }

    String subscription() {
        return id.toString();
    }

    String name() {
        return "live-" + digits();
    }

    /** Returns a name with this character in place of the dash. */
    String with(char character) {
        return "live" + character + digits();
    }

    /** Returns a name of this many characters. */
    String ofLength(int length) {
        return name() + "x".repeat(length - name().length());
    }

    /** Returns the part that all names but the subscription contain. */
    String digits() {
        return id.toString().replace("-", "");
    }
}
