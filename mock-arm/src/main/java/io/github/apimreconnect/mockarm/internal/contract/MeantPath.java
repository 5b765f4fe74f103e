package io.github.apimreconnect.mockarm.internal.contract;

import io.github.apimreconnect.mockarm.internal.arm.ArmPath;
import io.github.apimreconnect.mockarm.internal.arm.ClosestPath;
import io.github.apimreconnect.mockarm.internal.arm.ClosestPath.Template;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the served path that was meant by one that is not served. */
final class MeantPath {
    static final ServedPath RECONNECT = ServedPath.other(new Template(
            "POST",
            "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement"
                    + "/service/{serviceName}/backends/{backendId}/reconnect"));

    private final Supplier<List<ServedPath>> others;
    /** Created for the first path that is not served. */
    private volatile @Nullable List<ServedPath> served;
    /** The last lookup, since several checks of a request make the same one. */
    private volatile @Nullable Lookup last;

    /** A path that was looked up, and what it was closest to. */
    private record Lookup(ArmPath path, Optional<ServedPath> closest) {}

    MeantPath(Supplier<List<ServedPath>> others) {
        this.others = others;
    }

    /** Returns the closest served path, or none if nothing served is like it; below a subscription, one of ARM's. */
    @SuppressWarnings("ReferenceEquality") // of one request; an equal path of another is rare
    Optional<ServedPath> closest(ArmPath path) {
        Lookup lookup = last;
        if (lookup == null || lookup.path != path) {
            lookup = new Lookup(path, find(path));
            last = lookup;
        }
        return lookup.closest;
    }

    private Optional<ServedPath> find(ArmPath path) {
        List<ServedPath> candidates = served().stream()
                .filter(one -> !path.isBelowSubscription() || one.equals(RECONNECT) || one.document() != null)
                .toList();
        return ClosestPath.of(
                        path.segments(),
                        candidates.stream().map(ServedPath::template).toList())
                .flatMap(closest -> candidates.stream()
                        .filter(one -> one.template().equals(closest))
                        .findFirst());
    }

    private List<ServedPath> served() {
        List<ServedPath> all = served;
        if (all == null) {
            all = Stream.concat(Stream.of(RECONNECT), others.get().stream()).toList();
            served = all;
        }
        return all;
    }
}
