package io.github.apimreconnect.it.live;

/** The token of a request. */
enum Bearer {
    /** A valid one, from the receiver's own authority. */
    VALID,
    /** A valid one for Key Vault instead of ARM. */
    OTHER_AUDIENCE,
    /** Text that is not a token. */
    INVALID,
    /** No {@code Authorization} header. */
    NONE
}
