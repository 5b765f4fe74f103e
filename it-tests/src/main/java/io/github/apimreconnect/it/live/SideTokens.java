package io.github.apimreconnect.it.live;

import java.util.Optional;

/**
 * The tokens that one side issued.
 *
 * @param valid for ARM
 * @param otherAudience for Key Vault; empty if the caller cannot get one
 */
record SideTokens(String valid, Optional<String> otherAudience) {
    /** Returns the token to send; empty if none is to be sent. */
    Optional<String> token(Bearer bearer) {
        return switch (bearer) {
            case VALID -> Optional.of(valid);
            case OTHER_AUDIENCE -> otherAudience;
            case INVALID -> Optional.of("any");
            case NONE -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return "SideTokens[***]";
    }
}
