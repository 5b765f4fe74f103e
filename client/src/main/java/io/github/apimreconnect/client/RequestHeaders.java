package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.BadArgument.badArgument;

import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Checks request headers against RFC 9110. A transport would reject some bad ones with what looks like a network error,
 * and alter and send others.
 */
final class RequestHeaders {
    private static final String NAME_PUNCTUATION = "!#$%&'*+-.^_`|~";

    private RequestHeaders() {}

    /** Returns an error for the caller, which never shows a value, or null if every header can be sent as is. */
    static @Nullable IllegalArgumentException refused(HttpHeaders headers) {
        for (HttpHeader header : headers) {
            if (!isName(header.getName())) {
                return badArgument(
                        "request header name",
                        "must be one or more ASCII letters, digits or " + NAME_PUNCTUATION,
                        header.getName());
            }
            for (String value : header.getValuesList()) {
                if (!isValue(value)) {
                    return new IllegalArgumentException(
                            "The value of request header '" + header.getName() + "' must not begin with white space "
                                    + "or contain control characters, such as a line break, or characters outside ISO 8859-1");
                }
            }
        }
        return null;
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && NAME_PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isValue(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean whiteSpace = c == ' ' || c == '\t';
            if (whiteSpace ? i == 0 : c < ' ' || c == 0x7F || c > 0xFF) {
                return false;
            }
        }
        return true;
    }
}
