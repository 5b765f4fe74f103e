package io.github.apimreconnect.client;

import java.util.ArrayList;
import java.util.List;

/** Extracts the names of a backend's id from pasted text, in one pass. */
final class PastedId {
    private static final String WHITE_SPACE = " \t\n\u000B\f\r";
    private static final String LINE_ENDS = "\n\r\u0085\u2028\u2029";

    private final String text;
    private final List<String> names = new ArrayList<>(4);
    private int at;

    private PastedId(String text) {
        this.text = text;
    }

    /** Returns subscription, resource group, service and backend, still percent-encoded, or an empty list. */
    static List<String> names(String text) {
        PastedId id = new PastedId(text);
        return id.isRead() ? id.names : List.of();
    }

    private boolean isRead() {
        skipAll(WHITE_SPACE);
        boolean portal = false;
        if (skip("https://") || skip("http://")) {
            int host = at;
            skipUntil("/?#\\");
            if (at == host) {
                return false;
            }
            portal = skipPortal();
        }
        skip("/");
        return skip("subscriptions/")
                && name("/?#")
                && skip("/resourceGroups/")
                && name("/?#")
                && skip("/providers/Microsoft.ApiManagement/service/")
                && name("/?#")
                && skip("/backends/")
                && name("/?#\r\n\t")
                && isEnd(portal);
    }

    /** Skips the Azure portal's prefix of an id: {@code /?query#@tenant/resource}. */
    private boolean skipPortal() {
        int start = at;
        skip("/");
        if (skip("?")) {
            skipUntil("#");
        }
        if (skip("#")) {
            if (skip("@")) {
                skipUntil("/");
                skip("/");
            }
            if (skip("resource/")) {
                return true;
            }
        }
        at = start;
        return false;
    }

    /** Returns whether only the name of an operation or page, a query and whitespace follow. */
    private boolean isEnd(boolean portal) {
        if (skip("/reconnect")) {
            skip("/");
        } else if (skip("/") && portal) {
            skipUntil("/?#" + WHITE_SPACE);
        }
        if (skip("?")) {
            skipUntil(LINE_ENDS);
        }
        skipAll(WHITE_SPACE);
        return at == text.length();
    }

    private boolean name(String end) {
        int start = at;
        skipUntil(end);
        return names.add(text.substring(start, at));
    }

    private boolean skip(String part) {
        boolean found = text.regionMatches(true, at, part, 0, part.length());
        at += found ? part.length() : 0;
        return found;
    }

    private void skipAll(String characters) {
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void skipUntil(String characters) {
        while (at < text.length() && characters.indexOf(text.charAt(at)) < 0) {
            at++;
        }
    }
}
