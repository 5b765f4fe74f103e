package io.github.apimreconnect.mockarm;

import java.util.List;

/**
 * Steps for future requests, each used once, in order. Thread-safe.
 *
 * <p>Implemented by the mock alone: methods may be added.
 *
 * <pre>{@code
 * Script script = mock.script(Scope.ANY, Step.answer("service-locked").times(3));
 * assertThat(script.unused()).hasSize(1);
 * script.cancel();
 * }</pre>
 */
public interface Script {
    /**
     * Returns the requests the script applies to.
     *
     * @return the scope
     */
    Scope scope();

    /**
     * Returns the steps not used yet.
     *
     * @return a copy, empty once the script is used up
     */
    List<Step> unused();

    /** Discards the remaining steps. */
    void cancel();
}
