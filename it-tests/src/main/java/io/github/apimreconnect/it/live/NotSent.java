package io.github.apimreconnect.it.live;

import java.util.List;

/**
 * A documented case that is not sent.
 *
 * @param why the rest of a sentence, without a period
 */
record NotSent(String name, String why) {
    private static final String OF_THE_CLOUD = "describes the cloud, so most values differ";
    private static final String OF_THE_CALLER = "lists what the caller has";
    private static final String NEEDS_OTHERS = "needs resources that the operator did not name";

    /** Those of FIDELITY.md that checks of the mock give; its canned answers cannot be requested from ARM. */
    static final List<NotSent> ALL = List.of(
            new NotSent("write counters", "part of every accepted case"),
            new NotSent("expired token", "needs a token that is an hour old"),
            new NotSent("claims challenge", "needs a revoked session"),
            new NotSent("ARM throttles", "would use up the writes of a real subscription"),
            new NotSent("backend's name in 2017-03-01", NEEDS_OTHERS),
            new NotSent("backend's name in 2018-06-01-preview and 2019-01-01", NEEDS_OTHERS),
            new NotSent("subscription and resource group before 2022", NEEDS_OTHERS),
            new NotSent("subscription in 2022", NEEDS_OTHERS),
            new NotSent("subscription in 2025-09-01-preview", NEEDS_OTHERS),
            new NotSent("endpoints", OF_THE_CLOUD),
            new NotSent("endpoints, as a list of clouds", OF_THE_CLOUD),
            new NotSent("endpoints, as one cloud", OF_THE_CLOUD),
            new NotSent("tenants", OF_THE_CALLER),
            new NotSent("subscriptions", OF_THE_CALLER),
            new NotSent("subscription", OF_THE_CALLER),
            new NotSent("resource provider", OF_THE_CLOUD),
            new NotSent("resource provider of a subscription", OF_THE_CLOUD),
            new NotSent("body too large", "1 MiB, which any proxy on the way may refuse"));
}
