package io.github.apimreconnect.mockarm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The canned answers by name: those shipped, read when they are first asked for, and those of a user's folder. */
final class CannedAnswers {
    private static final String FOLDER = "/canned/";
    private static final String SUFFIX = ".json";
    private static final Set<String> FIELDS =
            Set.of("about", "source", "status", "armHeaders", "headers", "body", "text");
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final List<String> shipped;
    private final Map<String, CannedAnswer> own;
    private final Map<String, CannedAnswer> read = new ConcurrentHashMap<>();

    private CannedAnswers(Map<String, CannedAnswer> own) {
        this.shipped = new String(resource("index.txt"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        this.own = own;
    }

    static CannedAnswers shipped() {
        return new CannedAnswers(Map.of());
    }

    /** Those shipped and those of a folder, which win; every file of it is read now, and an error names file and field. */
    static CannedAnswers with(Path folder) {
        Map<String, CannedAnswer> own = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String fileName = String.valueOf(file.getFileName());
                String name = fileName.substring(0, fileName.length() - SUFFIX.length());
                own.put(name, parse(name, file.toString(), Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("'scenarios' cannot be read: " + e, e);
        }
        return new CannedAnswers(own);
    }

    /** All names, sorted. */
    List<String> names() {
        Map<String, Boolean> names = new TreeMap<>();
        shipped.forEach(name -> names.put(name, true));
        own.keySet().forEach(name -> names.put(name, true));
        return List.copyOf(names.keySet());
    }

    boolean has(String name) {
        return own.containsKey(name) || shipped.contains(name);
    }

    /** Throws, naming those there are, if there is none of that name. */
    void require(String name) {
        if (!has(name)) {
            throw new IllegalArgumentException("'" + name + "' is no canned answer; there are "
                    + String.join(", ", names()) + "; and the faults " + String.join(", ", Fault.KINDS));
        }
    }

    CannedAnswer get(String name) {
        require(name);
        CannedAnswer answer = own.get(name);
        return answer != null ? answer : read.computeIfAbsent(name, n -> parse(n, n + SUFFIX, resource(n + SUFFIX)));
    }

    private static byte[] resource(String file) {
        try (InputStream in = CannedAnswers.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("The class path has no " + FOLDER + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CannedAnswer parse(String name, String file, byte[] content) {
        try {
            JsonNode json = JSON.readTree(content);
            for (Map.Entry<String, JsonNode> field : json.properties()) {
                if (!FIELDS.contains(field.getKey())) {
                    throw wrong(file, field.getKey(), "is no field of a canned answer");
                }
            }
            int status = json.path("status").asInt();
            if (status < 200 || status > 599) {
                throw wrong(file, "status", "must be from 200 to 599");
            }
            Map<String, String> headers = new LinkedHashMap<>();
            json.path("headers")
                    .properties()
                    .forEach(header -> headers.put(
                            headerName(file, header.getKey()), header.getValue().asText()));
            headers.forEach((header, value) -> placeholders(file, "headers." + header, value));
            JsonNode body = json.get("body");
            placeholders(file, "body", String.valueOf(body));
            @Nullable String text = json.path("text").textValue();
            if (body != null && text != null) {
                throw wrong(file, "text", "and 'body' exclude each other");
            }
            return new CannedAnswer(
                    name,
                    json.path("about").asText(),
                    json.path("source").asText(),
                    status,
                    json.path("armHeaders").asBoolean(true),
                    headers,
                    body,
                    text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file + ", line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String headerName(String file, String name) {
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")
                || name.equalsIgnoreCase("Content-Length")
                || name.equalsIgnoreCase("Transfer-Encoding")
                || name.equalsIgnoreCase("Connection")) {
            throw wrong(file, "headers." + name, "cannot be set");
        }
        return name;
    }

    private static void placeholders(String file, String field, String text) {
        Matcher placeholder = CannedAnswer.PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            if (!Placeholders.names().contains(placeholder.group(1))) {
                throw wrong(
                        file,
                        field,
                        "has the placeholder " + placeholder.group() + ", which is none of "
                                + Placeholders.names().stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    private static IllegalArgumentException wrong(String file, String field, String problem) {
        return new IllegalArgumentException(file + ": '" + field + "' " + problem);
    }
}
