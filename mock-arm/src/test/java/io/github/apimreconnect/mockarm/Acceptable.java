package io.github.apimreconnect.mockarm;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.mockarm.internal.contract.Contract;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** An oracle for what may be accepted, built on the JDK rather than the mock's code. */
public final class Acceptable {
    private static final Pattern ORIGIN_OR_ABSOLUTE = Pattern.compile("(?i)(https?://[^/?]+)?/?.*", Pattern.DOTALL);
    private static final Pattern PATH = Pattern.compile(
            "/subscriptions/[0-9a-f-]{36}/resourcegroups/[^/]+/providers/microsoft.apimanagement/service/[^/]+"
                    + "/backends/[^/]+/reconnect",
            Pattern.CASE_INSENSITIVE);
    /** Rejects negative durations, but allows {@code -PT0S}. */
    private static final Pattern AFTER = Pattern.compile("(?!-.*[1-9])-?P(?=[0-9T])[0-9YMWD]*(T[0-9HMS.]+)?");

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private Acceptable() {}

    public static boolean couldAccept(String target) {
        try {
            // Brackets are not valid in a URI's path or query, but many clients send them.
            URI uri = new URI(target.replaceAll("[\\[\\]]", "x"));
            return ORIGIN_OR_ABSOLUTE.matcher(target).matches()
                    && PATH.matcher(decodedSegments(uri.getRawPath())).matches()
                    && uri.getRawQuery() != null
                    && Arrays.stream(uri.getRawQuery().split("&"))
                            .map(pair -> URLDecoder.decode(pair, StandardCharsets.UTF_8))
                            .anyMatch(Acceptable::isVersion);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return false;
        }
    }

    public static boolean couldAccept(byte[] body) {
        if (body.length == 0) {
            return true;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            JsonNode json = JSON.readValue(text);
            JsonNode properties = json.path("properties");
            JsonNode after = properties.path("after");
            return json.isObject()
                    && (properties.isMissingNode() || properties.isObject())
                    && (after.isMissingNode()
                            || (after.isTextual()
                                    && AFTER.matcher(after.textValue()).matches()));
        } catch (CharacterCodingException | JacksonException e) {
            return false;
        }
    }

    /** Decodes segments; an encoded slash must not split one. */
    private static String decodedSegments(String path) {
        List<String> segments = Arrays.stream(path.split("/", -1))
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .map(segment -> segment.replace('/', '_'))
                .toList();
        return String.join("/", segments);
    }

    private static boolean isVersion(String pair) {
        int equals = pair.indexOf('=');
        return equals > 0
                && pair.substring(0, equals).equalsIgnoreCase("api-version")
                && Contract.shipped().apiVersions().contains(pair.substring(equals + 1));
    }
}
