package io.github.apimreconnect.mockarm;

/**
 * The bearer tokens the mock accepts.
 *
 * <pre>{@code
 * try (MockArm strict = MockArm.builder().auth(Auth.ISSUED).start()) {
 *     log.info("Only tokens such as {} are accepted", strict.token());
 * }
 * }</pre>
 */
public enum Auth {
    /** Any bearer token. */
    ANY,
    /** Only unexpired tokens that this mock issued for ARM. */
    ISSUED,
    /** No check; requests do not need a token. */
    NONE
}
