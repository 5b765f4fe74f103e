package io.github.apimreconnect.it;

import io.netty.handler.codec.http.FullHttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether an answer refuses its request, as far as the contract goes. */
enum Refusal {
    /** For something the document says: the request must break it. */
    BY_CONTRACT,
    /** For something that is looked at before, which the document does not know of: the request can be anything. */
    BEFORE,
    /** Not at all, or for something that is looked at only once the contract is kept: the request must keep it. */
    NONE;

    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"(\\w+)\"");
    private static final List<String> CONTRACT = List.of(
            "InvalidRequestUri",
            "MissingSubscription",
            "MissingApiVersionParameter",
            "AuthenticationFailed",
            "InvalidSubscriptionId",
            "InvalidResourceType",
            "MethodNotAllowed",
            "ValidationError",
            "UnsupportedMediaType",
            "InvalidRequestContent");
    private static final List<String> BEFORE_IT = List.of(
            "InvalidAuthenticationToken",
            "ExpiredAuthenticationToken",
            "InvalidAuthenticationTokenAudience",
            "SubscriptionNotFound",
            "SubscriptionRequestsThrottled",
            "RequestContentTooLarge",
            "RequestTimeout");

    static Refusal of(Message<FullHttpResponse> answer) {
        if (!answer.http().headers().contains("x-mock-hint")) {
            return NONE;
        }
        Matcher code = CODE.matcher(answer.bytes());
        if (!code.find() || answer.bytes().contains("--strict-duration")) {
            // The document has no minimum; a strict mock has.
            return NONE;
        }
        if (CONTRACT.contains(code.group(1))) {
            return BY_CONTRACT;
        }
        return BEFORE_IT.contains(code.group(1)) ? BEFORE : NONE;
    }
}
