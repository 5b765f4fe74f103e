package io.github.apimreconnect.it.live;

import io.github.apimreconnect.client.BackendId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A backend, answers, and the report of their differences. */
final class Samples {
    static final BackendId BACKEND =
            BackendId.of("0f8fad5b-d9cb-469f-a165-70867728950e", "orders-group", "ordersService", "stock");
    static final UnknownNames UNKNOWN = new UnknownNames(UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7"));
    static final Mask MASK = new Mask(BACKEND, UNKNOWN);
    static final LiveCase CASE = LiveCase.refused("a case", "a request", RawRequest.to(BACKEND));

    private Samples() {}

    static Answer.Received answer(int status, Map<String, String> headers, String body) {
        TreeMap<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        return new Answer.Received(status, all, body);
    }

    static Answer.Received header(String name, String value) {
        return answer(400, Map.of(name, value), "");
    }

    static Answer.Received body(String body) {
        return answer(400, Map.of(), body);
    }

    static List<Difference> differences(Answer arm, Answer mock) {
        return new Comparison(MASK).of(arm, mock);
    }
}
