package io.github.apimreconnect.mockarm.internal.token;

import io.github.apimreconnect.mockarm.internal.reply.Header;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reply of the token endpoint.
 *
 * @param reply the reply
 * @param shown the reply to record, with its tokens masked
 * @param problem why it refuses the request, without secrets; null if it does not
 */
public record TokenReply(Reply reply, Reply shown, @Nullable String problem) {
    private static final Set<String> SECRETS = Set.of("access_token", "refresh_token");
    private static final String MASK = "***";

    static TokenReply granted(Map<String, Object> answer, Header... headers) {
        Map<String, Object> masked = new LinkedHashMap<>(answer);
        masked.replaceAll((field, value) -> SECRETS.contains(field) ? MASK : value);
        return new TokenReply(
                Reply.json(200, null, answer).with(headers),
                Reply.json(200, null, masked).with(headers),
                null);
    }

    static TokenReply refused(Reply reply, String problem) {
        return new TokenReply(reply, reply, problem);
    }
}
