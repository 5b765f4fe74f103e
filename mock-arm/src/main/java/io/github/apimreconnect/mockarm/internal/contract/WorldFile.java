package io.github.apimreconnect.mockarm.internal.contract;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.github.apimreconnect.mockarm.internal.arm.Utf8;
import io.github.apimreconnect.mockarm.internal.setting.BadSettingException;
import io.github.apimreconnect.mockarm.internal.setting.UserFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads a world from YAML, or from JSON, which is also YAML:
 *
 * <pre>
 * subscriptions:
 *   0f8fad5b-d9cb-469f-a165-70867728950e:
 *     resourceGroups:
 *       rg1:
 *         services:
 *           apimService1:
 *             backends: [proxybackend, other]
 * </pre>
 *
 * <p>A mapper would add 160 ms to startup, and would report an unknown field at the line of its value.
 */
public final class WorldFile {
    /** As many characters as the YAML parser takes; its own limit does not hold within one name. */
    private static final int MAX_BYTES = 3 * UserFile.MIB;

    private final Path file;
    private final JsonParser in;

    private WorldFile(Path file, JsonParser in) {
        this.file = file;
        this.in = in;
    }

    /** Reads a file; errors name the line and the field. */
    public static World read(Path file) {
        UserFile source = new UserFile("world", file);
        byte[] content = source.read(MAX_BYTES);
        try (JsonParser in = new YAMLFactory().createParser(Utf8.decode(content))) {
            WorldFile reader = new WorldFile(file, in);
            reader.in.nextToken();
            World world = new World(false, reader.only("", "subscriptions", reader::subscriptions));
            if (in.nextToken() != null) {
                throw reader.wrong("", "has more than one document");
            }
            return world;
        } catch (JsonProcessingException e) {
            throw new BadSettingException("world", " " + file + ", " + YamlProblem.of(e), e);
        } catch (IOException e) {
            throw source.unreadable(e);
        }
    }

    private Map<String, World.Subscription> subscriptions(String at) throws IOException {
        return map(at, (id, path) -> {
            if (!NameRule.isUuid(id)) {
                throw wrong(path, "must be a UUID");
            }
            return new World.Subscription(only(path, "resourceGroups", this::groups));
        });
    }

    private Map<String, World.ResourceGroup> groups(String at) throws IOException {
        return map(at, (name, path) -> new World.ResourceGroup(only(path, "services", this::services)));
    }

    private Map<String, Set<String>> services(String at) throws IOException {
        return map(at, (name, path) -> only(path, "backends", this::backends));
    }

    private Set<String> backends(String at) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw wrong(at, "must be a list of names");
        }
        Set<String> backends = new HashSet<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (!in.currentToken().isScalarValue() || in.currentToken() == JsonToken.VALUE_NULL) {
                throw wrong(at, "must be a list of names");
            }
            if (in instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
                throw wrong(at, "must be a list of names, without aliases such as '*" + in.getText() + "'");
            }
            if (!backends.add(World.key(in.getText()))) {
                throw wrong(at, "has '" + in.getText() + "' twice");
            }
        }
        return backends;
    }

    /** Reads the value of a field. */
    private interface Reader<T> {
        T read(String at) throws IOException;
    }

    /** Reads the value of a named entry. */
    private interface Named<T> {
        T read(String name, String at) throws IOException;
    }

    /** Reads a map with a single field of a known name. */
    private <T> T only(String at, String field, Reader<T> value) throws IOException {
        begin(at, "must be a map with '" + field + "'");
        if (in.nextToken() != JsonToken.FIELD_NAME) {
            throw wrong(at, "must be a map with '" + field + "'");
        }
        if (!in.currentName().equals(field)) {
            throw wrong(join(at, in.currentName()), "is unknown here; expected '" + field + "'");
        }
        in.nextToken();
        T read = value.read(join(at, field));
        if (in.nextToken() != JsonToken.END_OBJECT) {
            String more = in.currentName();
            throw wrong(
                    join(at, more), more.equals(field) ? "appears twice" : "is unknown here; expected '" + field + "'");
        }
        return read;
    }

    /** Reads a map by name. */
    private <T> Map<String, T> map(String at, Named<T> value) throws IOException {
        begin(at, "must be a map keyed by name");
        Map<String, T> all = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            String path = join(at, name);
            if (name.isEmpty()) {
                throw wrong(at, "has an entry without a name");
            }
            if (all.containsKey(World.key(name))) {
                throw wrong(path, "appears twice");
            }
            in.nextToken();
            all.put(World.key(name), value.read(name, path));
        }
        return all;
    }

    private void begin(String at, String problem) {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw wrong(at, problem);
        }
    }

    private static String join(String at, String field) {
        return at.isEmpty() ? field : at + "." + field;
    }

    private IllegalArgumentException wrong(String field, String problem) {
        JsonLocation at = in.currentTokenLocation();
        return new BadSettingException(
                "world",
                " " + file + ", line " + at.getLineNr() + ", column " + at.getColumnNr() + ": "
                        + (field.isEmpty() ? "the file" : "'" + field + "'") + " " + problem);
    }
}
