package io.github.apimreconnect.mockarm;

/** Which bearer tokens the mock takes. */
public enum Auth {
    /** Any bearer token. */
    ANY,
    /** Only tokens this mock issued, for ARM, that have not expired. */
    ISSUED,
    /** No check: requests need no token. */
    NONE
}
