package io.github.apimreconnect.mockarm.internal.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.apimreconnect.mockarm.internal.arm.Json;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A YAML parser's error in one line: the parser's own message puts the cause last, after the context. */
final class YamlProblem {
    private static final Pattern PLACE = Pattern.compile("line ([0-9]+), column ([0-9]+)");

    private YamlProblem() {}

    static String of(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        // Locations and excerpts are indented.
        List<String> said = message.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .toList();
        String cause = said.isEmpty() ? "not YAML" : said.get(said.size() - 1);
        String place = Json.place(e).orElse("");
        Matcher places = PLACE.matcher(message);
        while (places.find()) {
            place = places.group();
        }
        return (place.isEmpty() ? "" : place + ": ") + cause + (said.size() < 2 ? "" : " (" + said.get(0) + ")");
    }
}
