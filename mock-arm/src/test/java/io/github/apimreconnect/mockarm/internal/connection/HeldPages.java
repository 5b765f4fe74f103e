package io.github.apimreconnect.mockarm.internal.connection;

import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Parts;

/** Simulates clients that read their answers so slowly that no more bytes may be held for them. */
public final class HeldPages {
    private final HeldBytes held;
    private final int bytes;

    public HeldPages(MockArm mock) {
        this.held = Parts.of(mock).connections().held();
        this.bytes = (int) Math.min(Integer.MAX_VALUE, held.most() - held.held());
        if (!held.take(bytes)) {
            throw new IllegalStateException("Held already: " + held.held());
        }
    }

    public void giveBack() {
        held.giveBack(bytes);
    }
}
