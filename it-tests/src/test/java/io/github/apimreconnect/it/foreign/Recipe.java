package io.github.apimreconnect.it.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recipe of the mock's README.
 *
 * @param title the client in bold above it, or an empty string for the preparation that all need
 * @param language the word after the fence
 * @param text the text, without the fences
 */
record Recipe(String title, String language, String text) {
    private static final Path README = Path.of("../mock-arm/README.md");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## From other languages$(.*?)^## ");
    private static final Pattern TITLE_OR_BLOCK =
            Pattern.compile("(?ms)^\\*\\*([^*]+)\\*\\*|^```(\\w*)\\n(.*?)\\n```$");
    private static final Pattern COMMENT = Pattern.compile("(?://|#) (.*)");

    /** Returns the recipes by title. */
    static Map<String, Recipe> all() throws IOException {
        Matcher section = SECTION.matcher(Files.readString(README));
        if (!section.find()) {
            throw new AssertionError("The README has no section 'From other languages'");
        }
        Map<String, Recipe> all = new LinkedHashMap<>();
        Matcher found = TITLE_OR_BLOCK.matcher(section.group(1));
        for (String title = ""; found.find(); ) {
            if (found.group(1) != null) {
                title = found.group(1);
            } else if (all.put(title, new Recipe(title, found.group(2), found.group(3))) != null) {
                throw new AssertionError("More than one block below '" + title + "'");
            }
        }
        return all;
    }

    static Recipe of(String title) throws IOException {
        Recipe recipe = all().get(title);
        if (recipe == null) {
            throw new AssertionError("The README has no recipe for " + title);
        }
        return recipe;
    }

    List<String> lines() {
        return text.lines().toList();
    }

    /** Returns the commands: the block itself, or the one in the comment that a source file begins with. */
    String commands() {
        return switch (language) {
            case "", "bash" -> text;
            case "python", "javascript" -> {
                Matcher comment = COMMENT.matcher(lines().get(0));
                if (!comment.matches()) {
                    throw new AssertionError("The first line is not a comment with the command: " + lines().get(0));
                }
                yield comment.group(1);
            }
            default -> throw new AssertionError("No way to run " + language);
        };
    }

    /** Writes a source file under the name that its command has last; commands need no file. */
    void writeTo(Path folder) throws IOException {
        if (!commands().equals(text)) {
            String command = commands();
            Files.writeString(folder.resolve(command.substring(command.lastIndexOf(' ') + 1)), text + "\n");
        }
    }
}
