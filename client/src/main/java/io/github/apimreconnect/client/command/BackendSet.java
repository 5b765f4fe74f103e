package io.github.apimreconnect.client.command;

import io.github.apimreconnect.client.BackendId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** A set of backends, compared like {@link BackendId}, for a million of them: it keeps only 16 bytes of a hash. */
final class BackendSet {
    private final Set<Key> keys = new HashSet<>();

    private record Key(long high, long low) {}

    /** Returns whether the backend was not in the set before. */
    boolean add(BackendId backend) {
        return keys.add(key(backend));
    }

    boolean contains(BackendId backend) {
        return !keys.isEmpty() && keys.contains(key(backend));
    }

    private static Key key(BackendId backend) {
        try {
            // Not a faster hash: a name could be chosen to collide, and its backend would be skipped.
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            ByteBuffer digest = ByteBuffer.wrap(
                    hash.digest(backend.toString().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
            return new Key(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
