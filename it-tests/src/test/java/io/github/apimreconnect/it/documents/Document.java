package io.github.apimreconnect.it.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The runnable parts of a Markdown page.
 *
 * @param name its path in the repository
 * @param blocks the fenced blocks, in order
 * @param spans the inline code, in order
 */
record Document(String name, List<Block> blocks, List<String> spans) {
    private static final String FENCE = "```";
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");

    /**
     * A fenced block.
     *
     * @param language the word after the fence; empty for commands
     * @param line its first line
     * @param text its text, without the fences
     */
    record Block(String language, int line, String text) {}

    static Document read(Path root, String name) throws IOException {
        List<Block> blocks = new ArrayList<>();
        List<String> spans = new ArrayList<>();
        List<String> lines = Files.readAllLines(root.resolve(name));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                int begin = i;
                for (i++; !lines.get(i).startsWith(FENCE); ) {
                    i++;
                }
                String language = lines.get(begin).substring(FENCE.length()).strip();
                blocks.add(new Block(language, begin + 1, String.join("\n", lines.subList(begin + 1, i))));
            } else {
                SPAN.matcher(lines.get(i)).results().forEach(span -> spans.add(span.group(1)));
            }
        }
        return new Document(name, List.copyOf(blocks), List.copyOf(spans));
    }

    /** Returns the texts of all blocks in a language. */
    List<String> in(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .map(Block::text)
                .toList();
    }

    /** Returns the commands of all blocks without a language, with continued lines joined. */
    List<String> commands() {
        return in("").stream().flatMap(text -> commands(text).stream()).toList();
    }

    static List<String> commands(String text) {
        List<String> commands = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            if (command.isEmpty() && (line.isBlank() || line.strip().startsWith("#"))) {
                continue;
            }
            command.append(command.isEmpty() ? line.strip() : line).append('\n');
            if (!line.endsWith("\\")) {
                commands.add(command.toString().stripTrailing());
                command.setLength(0);
            }
        }
        return commands;
    }
}
