package io.github.apimreconnect.client;

import com.azure.core.management.exception.ManagementError;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/**
 * The ARM error in a body. Azure's own parser gives up on members of another shape, such as {@code "details":{}}, and the
 * code would be lost with them; so those are taken out first. Pure.
 */
final class ArmErrorBody {
    /** Azure's parser takes seconds for the twenty thousand that fit into a body. */
    private static final int MOST = 100;
    /** It also copies the rest of the body at each level. */
    private static final int DEEPEST = 5;

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private ArmErrorBody() {}

    /** Returns the error, or empty where the body holds none: no JSON, or neither code nor message. */
    static Optional<ManagementError> parse(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            JsonNode error = root.path("error").isObject() ? root.get("error") : root;
            if (!error.path("code").isTextual() && !error.path("message").isTextual()) {
                return Optional.empty();
            }
            try (JsonReader reader =
                    JsonProviders.createReader(JSON.writeValueAsBytes(regular(error, new Room(), 1)))) {
                return Optional.ofNullable(ManagementError.fromJson(reader));
            }
        } catch (IOException | RuntimeException e) {
            // Proxies answer in HTML, and some servers stop half-way.
            return Optional.empty();
        }
    }

    private static ObjectNode regular(JsonNode error, Room room, int level) {
        ObjectNode regular = JSON.createObjectNode();
        for (String name : new String[] {"code", "message", "target"}) {
            if (error.path(name).isTextual()) {
                regular.set(name, error.get(name));
            }
        }
        if (level < DEEPEST && error.path("details").isArray()) {
            ArrayNode details = regular.putArray("details");
            for (JsonNode detail : error.get("details")) {
                if (detail.isObject() && room.isLeft()) {
                    details.add(regular(detail, room, level + 1));
                }
            }
        }
        if (error.path("additionalInfo").isArray()) {
            ArrayNode infos = regular.putArray("additionalInfo");
            for (JsonNode info : error.get("additionalInfo")) {
                if (info.isObject() && room.isLeft()) {
                    infos.add(info);
                }
            }
        }
        return regular;
    }

    /** What is left of the number of details and infos an error may have, on all levels together. */
    private static final class Room {
        private int left = MOST;

        boolean isLeft() {
            return left-- > 0;
        }
    }
}
