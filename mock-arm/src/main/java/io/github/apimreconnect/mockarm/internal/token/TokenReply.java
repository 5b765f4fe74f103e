package io.github.apimreconnect.mockarm.internal.token;

import io.github.apimreconnect.mockarm.internal.reply.Reply;
import org.jspecify.annotations.Nullable;

/**
 * A reply of the token endpoint.
 *
 * @param reply the reply
 * @param problem why it refuses the request, without secrets; null if it does not
 */
public record TokenReply(Reply reply, @Nullable String problem) {
    static TokenReply granted(Reply reply) {
        return new TokenReply(reply, null);
    }
}
