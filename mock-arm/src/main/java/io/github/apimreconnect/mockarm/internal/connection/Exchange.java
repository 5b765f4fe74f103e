package io.github.apimreconnect.mockarm.internal.connection;

import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;

/** Plans the replies to the requests of all connections. Called on their event loops; never blocks. */
public interface Exchange {
    /** Returns the reply to a complete request; a failure of the mock itself is a 500. Never throws. */
    PlannedReply answer(ArmRequest request);

    /**
     * Returns the reply to something that is not an ARM request or is incomplete; the connection ends with it.
     *
     * @param request as much of it as was received
     * @param answer the name of the canned answer
     * @param reason what is wrong with it
     */
    PlannedReply refuse(ArmRequest request, String answer, String reason);
}
