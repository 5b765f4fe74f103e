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
 * Parses the ARM error in a response body. Azure's own parser gives up on members of an unexpected shape, such as
 * {@code "details":{}}, and loses the code with them, so those are removed first. Pure.
 */
final class ArmErrorBody {
    /** Limits details and infos: Azure's parser takes seconds for the twenty thousand that fit in a body. */
    private static final int MOST = 100;
    /** Limits nesting: Azure's parser also copies the rest of the body at each level. */
    private static final int DEEPEST = 5;

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private ArmErrorBody() {}

    /** Returns the error, or empty if the body holds none: not JSON, or neither code nor message. */
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
            // Proxies respond with HTML, and some servers stop halfway.
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

    /** The remaining number of details and infos an error may have, across all levels. */
    private static final class Room {
        private int left = MOST;

        boolean isLeft() {
            return left-- > 0;
        }
    }
}
