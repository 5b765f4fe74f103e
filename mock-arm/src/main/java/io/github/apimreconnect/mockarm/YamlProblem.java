package io.github.apimreconnect.mockarm;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a YAML parser has against a file, in one line: its own message has the cause last, after what it was doing. */
final class YamlProblem {
    private static final Pattern PLACE = Pattern.compile("line ([0-9]+), column ([0-9]+)");

    private YamlProblem() {}

    static String of(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        // Places and excerpts are indented.
        List<String> said = message.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .toList();
        String cause = said.isEmpty() ? "not YAML" : said.get(said.size() - 1);
        JsonLocation at = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
        String place = "line " + at.getLineNr() + ", column " + at.getColumnNr();
        Matcher places = PLACE.matcher(message);
        while (places.find()) {
            place = places.group();
        }
        return place + ": " + cause + (said.size() < 2 ? "" : " (" + said.get(0) + ")");
    }
}
