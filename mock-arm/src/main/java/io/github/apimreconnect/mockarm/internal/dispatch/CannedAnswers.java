package io.github.apimreconnect.mockarm.internal.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.apimreconnect.mockarm.Fault;
import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.setting.BadSettingException;
import io.github.apimreconnect.mockarm.internal.setting.IoReason;
import io.github.apimreconnect.mockarm.internal.setting.UserFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The canned answers by name: those shipped, read on first use, and those in the user's folder. */
public final class CannedAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(CannedAnswers.class);
    private static final String SETTING = "scenarios";
    private static final String FOLDER = "/canned/";
    private static final int MAX_BYTES = 16 * UserFile.MIB;
    private static final String SUFFIX = ".json";
    /** The names that a step's text can hold. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    private final List<String> shipped;
    private final Map<String, CannedAnswer> own;
    private final Map<String, CannedAnswer> read = new ConcurrentHashMap<>();

    private CannedAnswers(Map<String, CannedAnswer> own) {
        this.shipped = new String(resource("index.txt"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        this.own = own;
    }

    public static CannedAnswers shipped() {
        return new CannedAnswers(Map.of());
    }

    /** Returns shipped answers and those of a folder, which win. Reads its files now; errors name file and field. */
    public static CannedAnswers with(Path folder) {
        Map<String, CannedAnswer> own = new TreeMap<>();
        List<String> ignored = new ArrayList<>();
        for (Path file : files(folder)) {
            String fileName = String.valueOf(file.getFileName());
            if (fileName.endsWith(SUFFIX)) {
                String name = fileName.substring(0, fileName.length() - SUFFIX.length());
                own.put(name, read(name, file));
            } else {
                ignored.add(fileName);
            }
        }
        if (!ignored.isEmpty() || own.isEmpty()) {
            LOG.warn(
                    "Scenarios in {}: {}. Canned answers are files whose names end with {}",
                    folder,
                    ignored.isEmpty() ? "there are none" : "ignored " + String.join(", ", ignored),
                    SUFFIX);
        }
        return new CannedAnswers(own);
    }

    /** Returns the sorted entries of a folder, without hidden ones, which tools leave behind. */
    private static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (!String.valueOf(entry.getFileName()).startsWith(".")) {
                    files.add(entry);
                }
            }
        } catch (IOException e) {
            throw new BadSettingException(SETTING, " cannot be read: " + folder + ": " + IoReason.of(e), e);
        }
        Collections.sort(files);
        return files;
    }

    private static CannedAnswer read(String name, Path file) {
        if (!NAME.matcher(name).matches() || Fault.KINDS.contains(name)) {
            throw new BadSettingException(
                    SETTING,
                    ": " + file + ": the name of a canned answer must consist of letters, digits, '.', '_' and '-', and"
                            + " must not be a fault's");
        }
        UserFile source = new UserFile(SETTING, file);
        byte[] content = source.read(MAX_BYTES);
        try {
            return parse(name, file.toString(), content);
        } catch (IOException e) {
            throw source.unreadable(e);
        } catch (IllegalArgumentException e) {
            throw new BadSettingException(SETTING, ": " + e.getMessage(), e);
        }
    }

    /** Returns all names, sorted. */
    public List<String> names() {
        Map<String, Boolean> names = new TreeMap<>();
        shipped.forEach(name -> names.put(name, true));
        own.keySet().forEach(name -> names.put(name, true));
        return List.copyOf(names.keySet());
    }

    /** Returns whether the user's folder has it. */
    public boolean isOwn(String name) {
        return own.containsKey(name);
    }

    boolean has(String name) {
        return own.containsKey(name) || shipped.contains(name);
    }

    /** Throws if there is no answer of that name; the error lists the known names. */
    public void require(String name) {
        if (!has(name)) {
            throw new IllegalArgumentException("Unknown canned answer '" + name + "'. Known answers: "
                    + String.join(", ", names()) + "; and the faults " + String.join(", ", Fault.KINDS));
        }
    }

    public CannedAnswer get(String name) {
        require(name);
        CannedAnswer answer = own.get(name);
        return answer != null ? answer : read.computeIfAbsent(name, CannedAnswers::parseShipped);
    }

    private static CannedAnswer parseShipped(String name) {
        try {
            return parse(name, name + SUFFIX, resource(name + SUFFIX));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private static CannedAnswer parse(String name, String file, byte[] content) throws IOException {
        try {
            return CannedFile.read(name, file, Json.readStrictly(content));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file + Json.place(e).map(place -> ", " + place).orElse("") + ": " + e.getOriginalMessage(), e);
        }
    }
}
