package io.github.apimreconnect.it;

import io.netty.handler.codec.http.FullHttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kind of an answer: a refusal because of the contract, another refusal, or none. */
enum Refusal {
    /** Refused by a rule of the document: the request must violate it. */
    BY_CONTRACT,
    /** Refused by an earlier check that is not in the document: the request may be valid or not. */
    BEFORE,
    /** Not refused, or refused by a later check: the request must be valid. */
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
            // Only a strict mock has a minimum, not the document.
            return NONE;
        }
        if (CONTRACT.contains(code.group(1))) {
            return BY_CONTRACT;
        }
        return BEFORE_IT.contains(code.group(1)) ? BEFORE : NONE;
    }
}
