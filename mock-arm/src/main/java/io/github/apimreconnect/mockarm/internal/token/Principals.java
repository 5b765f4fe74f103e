package io.github.apimreconnect.mockarm.internal.token;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The senders of requests, by their tokens, which are not parsed. A client that renews its token remains one principal,
 * if this mock issued both; any other token is a principal of its own.
 */
final class Principals {
    /** The newest tokens that are known; older ones have most likely been renewed. */
    static final int MOST = 4_096;
    /** In a token of ours, as in every JWT, the end is the signature. */
    private static final int TELLING = 64;

    private final Map<Integer, String> issued = new ConcurrentHashMap<>();
    private final Queue<Integer> inOrder = new ArrayDeque<>();

    /** Remembers to which principal a token was issued. */
    synchronized void add(String token, String principal) {
        int end = end(token, 0);
        if (issued.put(end, principal) == null) {
            inOrder.add(end);
        }
        if (inOrder.size() > MOST) {
            issued.remove(inOrder.remove());
        }
    }

    /** Returns the principal of a token, which begins at an index of a header or later. */
    String of(String header, int from) {
        int end = end(header, from);
        String principal = issued.get(end);
        return principal == null ? Integer.toHexString(end) : principal;
    }

    /** Returns a hash of the end of a token; of a short one, all of it. */
    private static int end(String text, int from) {
        int hash = 0;
        for (int i = Math.max(from, text.length() - TELLING); i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }
}
