package io.github.apimreconnect.it.live;

import java.net.URI;
import java.util.List;

/** The requests that a run would send, for the operator to confirm. */
final class Plan {
    private Plan() {}

    /** Returns the plan; unlike the report, it has the operator's names, to be checked. */
    static String of(List<LiveCase> cases, URI endpoint) {
        long reconnects = cases.stream().filter(LiveCase::reconnects).count();
        StringBuilder plan = new StringBuilder(
                "Nothing was sent. -Dlive.confirm=reconnect sends these " + cases.size() + " requests, of which "
                        + reconnects + " reconnect the backend, as may any that ARM does not refuse:\n");
        for (LiveCase one : cases) {
            plan.append(String.format(
                    "%n%s%s: %s%n  %s %s%s%n",
                    one.name(),
                    one.reconnects() ? " (reconnects)" : "",
                    one.how().replace("`", ""),
                    one.request().method(),
                    endpoint,
                    one.request().target()));
        }
        plan.append("\nDocumented, but not sent:\n");
        NotSent.ALL.forEach(one -> plan.append("  ")
                .append(one.name())
                .append(": ")
                .append(one.why())
                .append('\n'));
        return plan.toString();
    }
}
