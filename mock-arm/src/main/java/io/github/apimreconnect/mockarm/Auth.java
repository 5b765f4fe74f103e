package io.github.apimreconnect.mockarm;

/** The bearer tokens the mock accepts. */
public enum Auth {
    /** Any bearer token. */
    ANY,
    /** Only unexpired tokens that this mock issued for ARM. */
    ISSUED,
    /** No check; requests do not need a token. */
    NONE
}
